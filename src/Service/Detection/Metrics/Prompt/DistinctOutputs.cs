using Detector.Detection.Calibration;

namespace Detector.Detection.Metrics;

/// <summary>
/// Classes among the first k outputs to one prompt, per output, averaged over the prompts (distinct_k of NoveltyBench, Zhang 2025):
/// an output joins the first class to whose first member its cosine is at least the .9 quantile of such cosines in the reference.
/// 1/k to 1; k is the largest of 2 to 8 for which batch and reference have enough prompts. Worse: lower. Catches mode collapse per
/// prompt. O(n k d).
/// </summary>
internal sealed class DistinctOutputs : IPromptMetric
{
    public MetricDescription Description { get; } = new("distinct_k", Axis.Prompt, Direction.LowerIsWorse)
    {
        Title = "different kinds of output per output to one prompt",
    };

    public IReadOnlyList<int> Depths { get; } = [.. Enumerable.Range(2, PromptFigures.Most - 1).Reverse()];

    public bool TakesFirst => true;

    public double Measure(PromptFigures prompts, int group, int depth) => (double)prompts.Classes[group][depth - 1] / depth;
}
