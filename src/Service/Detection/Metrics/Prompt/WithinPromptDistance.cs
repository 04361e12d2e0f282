using Detector.Detection.Calibration;

namespace Detector.Detection.Metrics;

/// <summary>
/// Mean cosine distance between the outputs to one prompt, averaged over the prompts with two or more, 0 to 2. Worse: lower.
/// Catches mode collapse per prompt, which distances pooled over prompts miss. No paper: a mean. O(n d).
/// </summary>
internal sealed class WithinPromptDistance : IPromptMetric
{
    public MetricDescription Description { get; } = new("within_prompt_distance", Axis.Prompt, Direction.LowerIsWorse)
    {
        Title = "mean distance between outputs to one prompt",
    };

    public IReadOnlyList<int> Depths { get; } = [2];

    public bool TakesFirst => false;

    public double Measure(PromptFigures prompts, int group, int depth) => prompts.Distances[group];
}
