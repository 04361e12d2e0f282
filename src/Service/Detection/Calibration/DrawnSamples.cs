using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>What the null draws need of B's samples besides the fitted state. Of no use, and gone, once the nulls are drawn.</summary>
/// <param name="Texts">Texts of the samples that can be drawn, in B's order.</param>
/// <param name="Groups">For each the number of its group of outputs to one prompt; negative for a sample of no group.</param>
internal sealed record DrawnSamples(string[] Texts, int[] Groups)
{
    /// <summary>Takes from samples what is needed: not their prompts, which can be long.</summary>
    public static DrawnSamples Of(IReadOnlyList<Sample> samples)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return new DrawnSamples([.. samples.Select(sample => sample.Text)], [.. samples.Select(Number)]);

        int Number(Sample sample)
        {
            if (sample.GroupKey is not { } key)
            {
                return -1;
            }

            numbers.TryAdd(key, numbers.Count);
            return numbers[key];
        }
    }

    /// <summary>Samples that are measured and grouped as the ones this was made of.</summary>
    public Sample[] ToSamples() =>
        [.. Texts.Select((text, i) => new Sample(text) { Group = Groups[i] < 0 ? null : FormattableString.Invariant($"{Groups[i]}") })];
}
