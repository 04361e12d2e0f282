using Detector.Detection.Samples;
using Detector.Host.References;

namespace Detector.Host.Api;

/// <summary>Hash of what an Observe call adds.</summary>
internal static class ObservationHash
{
    /// <summary>The hash, lower-case hexadecimal.</summary>
    public static string Of(IReadOnlyList<Sample> samples, string generation)
    {
        using var hash = new RequestHash();
        hash.Append(generation);
        foreach (var sample in samples)
        {
            hash.Append(sample);
        }

        return hash.Complete();
    }
}
