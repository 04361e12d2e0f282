using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>What a window says of one axis.</summary>
/// <param name="Key">The axis.</param>
/// <param name="PValue">Probability in (0, 1] that a healthy window is as bad.</param>
public sealed record ObservedAxis(EvidenceKey Key, double PValue)
{
    /// <summary>The p-value as a standard normal deviate, higher for worse: from minus infinity to about 38.</summary>
    public double Score => -Distributions.NormalQuantile(PValue);
}
