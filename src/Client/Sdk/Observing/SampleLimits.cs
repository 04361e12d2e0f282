using System.Text;
using Detector.V1;

namespace Detector.Client.Observing;

/// <summary>Says whether the service takes a sample, and how large it is.</summary>
/// <param name="options">The limits.</param>
internal sealed class SampleLimits(DetectorObserverOptions options)
{
    /// <summary>Measures a sample; never throws.</summary>
    /// <param name="sample">The sample, which may be null.</param>
    /// <param name="bytes">Its size as a message, when the service takes it.</param>
    /// <returns>Whether the service takes it.</returns>
    public bool TryMeasure(Sample? sample, out int bytes)
    {
        bytes = 0;
        try
        {
            if (sample is null || string.IsNullOrWhiteSpace(sample.Text)
                || !Fits(sample.Text, options.MaxTextBytes) || !Fits(sample.Prompt, options.MaxPromptBytes)
                || !Fits(sample.Id, options.MaxLabelBytes) || !Fits(sample.Group, options.MaxLabelBytes) || !Fits(sample.Subset, options.MaxLabelBytes))
            {
                return false;
            }

            bytes = sample.CalculateSize();
            return true;
        }
        catch (Exception)
        {
            // A sample that cannot be measured, because another thread changes it for example, cannot be sent either.
            return false;
        }
    }

    // A unit of UTF-16 takes at most three bytes of UTF-8, so that most strings need not be counted.
    private static bool Fits(string text, int limit) =>
        text.Length <= limit / 3 || (text.Length <= limit && Encoding.UTF8.GetByteCount(text) <= limit);
}
