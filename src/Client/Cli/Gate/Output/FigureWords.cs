using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Gate.Output;

/// <summary>A metric's figures in one line.</summary>
internal static class FigureWords
{
    public static string Of(Score score) =>
        $"{score.Metric} {Figures.Value(score.HasValue, score.Value)}, healthy {Figures.HealthyRange(score)}, effect {Figures.Effect(score)}, "
        + Words.Of(score.Severity);

    /// <summary>The weight of a part.</summary>
    public static string Of(Deciding.PartWeight part) => part.Weight is { } weight
        ? Figures.Value(weight) + (part.Repairs ? "" : $" (needs {Figures.Value(part.Needed ?? 0)})")
        : "none: it is lost";
}
