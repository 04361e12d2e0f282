using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>
/// Compares the length of outputs prompt by prompt where the reference answers the same prompts: most of its scatter is that of
/// the prompts.
/// </summary>
internal sealed class LengthMeasurer(ReferenceDistribution reference, IReadOnlyList<Sample> samples, TextFeatures[] features)
{
    private const int FewestPrompts = 32;

    /// <summary>The mean number of words over shared prompts; null where these are few, or less than half of the batch's.</summary>
    public MetricResult? Measure(MetricDescription description)
    {
        var batch = PromptLengths.Of(samples, features);
        var known = reference.State.Lengths;
        var shared = batch.Keys.Select((key, index) => (Batch: index, Known: Array.BinarySearch(known.Keys, key)))
            .Where(pair => pair.Known >= 0).ToArray();
        if (shared.Length < FewestPrompts || 2 * shared.Length < samples.DistinctBy(sample => sample.GroupKey).Count())
        {
            return null;
        }

        double[] own = [.. shared.Select(pair => batch.Words[pair.Batch])];
        double[] theirs = [.. shared.Select(pair => known.Words[pair.Known])];
        var distribution = PromptGroups.PairedNull(
            own, theirs, reference.Options.NullDraws, reference.Options.Seed, description.Direction);
        var value = own.Average();
        return new MetricResult(
            description, value, distribution, distribution.PValue(value), distribution.Standardized(value),
            MetricMeasurer.RelativeScale(distribution), EffectUnit.Relative,
            $"over {own.Length} prompts that the reference has too, prompt by prompt");
    }
}
