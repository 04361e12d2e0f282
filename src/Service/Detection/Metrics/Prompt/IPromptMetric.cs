using Detector.Detection.Calibration;

namespace Detector.Detection.Metrics;

/// <summary>A figure of each group of outputs to one prompt; the metric's value is its mean over the groups. Stateless.</summary>
internal interface IPromptMetric
{
    /// <summary>Name, axis and direction.</summary>
    MetricDescription Description { get; }

    /// <summary>Numbers of outputs per group that it can be measured at, the preferred first, the last one 2.</summary>
    IReadOnlyList<int> Depths { get; }

    /// <summary>Whether only the first outputs of a group count, as many as the depth; otherwise all do.</summary>
    bool TakesFirst { get; }

    /// <summary>Measures one group.</summary>
    /// <param name="prompts">The groups' figures.</param>
    /// <param name="group">Number of the group, which has at least <paramref name="depth"/> outputs.</param>
    /// <param name="depth">One of <see cref="Depths"/>.</param>
    double Measure(PromptFigures prompts, int group, int depth);
}
