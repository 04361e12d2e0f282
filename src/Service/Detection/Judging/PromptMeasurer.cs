using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>
/// Measures the outputs to one prompt and compares them with the reference's: prompt by prompt where it has the same prompts,
/// otherwise with draws from its prompts.
/// </summary>
internal sealed class PromptMeasurer
{
    private readonly ReferenceDistribution _reference;
    private readonly PromptFigures _batch;

    /// <summary>Measures the groups of a batch.</summary>
    public PromptMeasurer(ReferenceDistribution reference, IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings)
    {
        _reference = reference;
        _batch = PromptFigures.Of(PromptGroups.Of(samples), samples, embeddings, reference.State.ClassCosine);
    }

    /// <summary>Measures a metric; the second part says why where it cannot be.</summary>
    public (MetricResult? Result, string Reason) Measure(IPromptMetric metric)
    {
        const int Needed = 2 * PromptGroups.Minimum;
        var known = _reference.State.Prompts;
        foreach (var depth in metric.Depths)
        {
            var own = Deep(_batch, depth);
            var shared = Shared(own, Deep(known, depth));
            var enough = own.Length >= PromptGroups.Minimum && 2 * own.Length >= _batch.Count;
            if (enough && shared.Length >= PromptGroups.Minimum)
            {
                return (Paired(metric, shared, depth), "");
            }

            if (enough && Deep(known, depth).Length >= Needed)
            {
                return (Unpaired(metric, own, depth), "");
            }
        }

        return (null, _batch.Count < PromptGroups.Minimum
            ? $"needs at least {PromptGroups.Minimum} prompts with two or more outputs in the batch; it has {_batch.Count}"
            : $"needs at least {Needed} prompts with two or more outputs in the reference; it has {known.Count}");
    }

    private MetricResult Paired(IPromptMetric metric, (int Batch, int Known)[] pairs, int depth)
    {
        double[] own = [.. pairs.Select(pair => metric.Measure(_batch, pair.Batch, depth))];
        double[] known = [.. pairs.Select(pair => metric.Measure(_reference.State.Prompts, pair.Known, depth))];
        var distribution = PromptGroups.PairedNull(own, known, _reference.Options.NullDraws, _reference.Options.Seed);
        return Judged(metric, own, distribution, $"over {own.Length} prompts that the reference has too, prompt by prompt", depth);
    }

    private MetricResult Unpaired(IPromptMetric metric, int[] groups, int depth)
    {
        var prompts = _reference.State.Prompts;
        double[] own = [.. groups.Select(group => metric.Measure(_batch, group, depth))];
        double[] known = [.. Deep(prompts, depth).Select(group => metric.Measure(prompts, group, depth))];
        var distribution = PromptGroups.Null(known, own.Length, _reference.Options.NullDraws, _reference.Options.Seed);
        return Judged(metric, own, distribution, $"over {own.Length} prompts", depth);
    }

    private static MetricResult Judged(IPromptMetric metric, double[] own, NullDistribution distribution, string note, int depth)
    {
        var value = own.Average();
        return new MetricResult(
            metric.Description, value, distribution, distribution.PValue(value), distribution.Standardized(value),
            MetricMeasurer.RelativeScale(distribution), EffectUnit.Relative, metric.TakesFirst ? $"k = {depth}, {note}" : note);
    }

    // The groups with at least as many outputs as a depth.
    private static int[] Deep(PromptFigures prompts, int depth) =>
        [.. Enumerable.Range(0, prompts.Count).Where(group => prompts.Classes[group].Length >= depth)];

    private (int Batch, int Known)[] Shared(int[] own, int[] known)
    {
        var at = known.ToDictionary(group => _reference.State.Prompts.Keys[group]);
        return [.. own.Select(group => (group, at.GetValueOrDefault(_batch.Keys[group], -1))).Where(pair => pair.Item2 >= 0)];
    }
}
