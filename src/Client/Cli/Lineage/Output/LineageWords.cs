using System.Globalization;
using Detector.Cli.Lineage.Trend;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Lineage.Output;

/// <summary>The words of comparisons, trends and projections.</summary>
internal static class LineageWords
{
    /// <summary>What the stars behind an effect stand for.</summary>
    public const string Legend = "Effect of the worst metric of each axis. * watch, ** warning, *** critical, ? too little evidence to tell.";

    /// <summary>Nothing rises more surely than chance would have it.</summary>
    public const string NoTrend = "no trend beyond chance";

    /// <summary>Nothing was significant in any generation.</summary>
    public const string Never = "never watch or worse";

    /// <summary>What a projection assumes, and what its intervals are.</summary>
    public const string ProjectionLegend =
        "In brackets: 95 % intervals. Projections hold if the loop goes on as it did, in a straight line; they speak of effects, and a severity "
        + "also needs significance.";

    public static string Of(Against against) => against switch
    {
        Against.Reference => "reference",
        Against.First => "first",
        _ => "previous",
    };

    /// <summary>What a comparison is with, such as "generation 0".</summary>
    public static string Of(Against against, LineageResult result) => against switch
    {
        Against.Reference => $"reference {result.Reference}",
        Against.First => "generation 0",
        _ => "the generation before",
    };

    /// <summary>The verdict of a comparison on the last generation.</summary>
    public static string LastOf(Comparison comparison, LineageResult result) =>
        comparison.Gaps.Any(g => g.Generation == result.Last) ? "not possible" : Words.Of(comparison.VerdictOf(result.Last));

    /// <summary>Which generation is the last.</summary>
    /// <param name="result">The generations.</param>
    /// <param name="file">Its file, fit for where it is written.</param>
    public static string OfLast(LineageResult result, string file) =>
        $"Generation {Number(result.Last)}, the last of {Number(result.Generations.Count)}: {file}, {Figures.Samples(result.Generations[^1].Samples)}";

    public static string Short(Verdict verdict) => verdict is Verdict.InsufficientEvidence or Verdict.Unspecified ? "unclear" : Words.Of(verdict);

    public static string Cell(AxisCell? cell) => cell is null ? Figures.None : Figures.Effect(cell.Worst) + Mark(cell.Severity);

    /// <summary>When something was first so bad, such as "watch from generation 1, critical from 4"; empty for never.</summary>
    /// <param name="firstAt">The first generation that is as bad as a severity or worse.</param>
    public static string Firsts(Func<Verdict, int?> firstAt)
    {
        // Of severities that came together the worst says all.
        var words = EffectThreshold.All
            .Select(t => (t.Severity, At: firstAt(t.Severity)))
            .Where(t => t.At is not null)
            .GroupBy(t => t.At!.Value)
            .Select(g => $"{Words.Of(g.Max(t => t.Severity))} at generation {Number(g.Key)}");
        return string.Join(", ", words) is { Length: > 0 } list ? $"first {list}" : "";
    }

    public static string Of(Projection projection) => projection switch
    {
        Projection.Rising rising => Of(rising),
        Projection.TooFew few => $"too few generations for a trend: {Number(few.Points)} of {Number(TrendFit.MinimumPoints)}",
        _ => NoTrend,
    };

    /// <summary>The gaps by their reason.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<Gap> gaps) => gaps
        .GroupBy(g => g.Reason)
        .Select(g => $"not possible for generation {string.Join(", ", g.Select(gap => Number(gap.Generation)))}: {g.Key}");

    /// <summary>True when the axis was never bad and shows no trend: there is nothing to tell.</summary>
    public static bool IsQuiet(AxisTrend axis) => axis.Projection is not Projection.Rising && axis.FirstAt(Verdict.Watch) is null;

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Of(Projection.Rising rising)
    {
        var crossing = rising.Crossing is { } c ? Of(c, rising.Unit) : "already beyond the last threshold";
        var interval = $"{Effect(rising.SlopeLow)} to {Effect(rising.SlopeHigh)}";
        return $"effect of {rising.Metric} rises by {Effect(rising.Slope)} a generation ({interval}); {crossing}";

        string Effect(double effect) => Figures.Effect(effect, rising.Unit);
    }

    private static string Of(Crossing crossing, string unit)
    {
        var threshold = $"{Words.Of(crossing.Threshold.Severity)} ({Figures.Effect(crossing.Threshold.Effect, unit)})";
        var (earliest, likely, latest) = (Text(crossing.Earliest), Text(crossing.Likely), Text(crossing.Latest));
        return crossing switch
        {
            { Earliest: null } => $"{threshold} not before generation {Number(crossing.Horizon + 1)}",
            { Likely: null } => $"{threshold} at generation {earliest} at the earliest, more likely after {Number(crossing.Horizon)}",
            { Latest: null } => $"{threshold} at generation {likely} ({earliest} or later)",
            _ when crossing.Earliest == crossing.Latest => $"{threshold} at generation {likely}",
            _ => $"{threshold} at generation {likely} ({earliest} to {latest})",
        };

        static string Text(int? generation) => generation is { } number ? Number(number) : "";
    }

    private static string Mark(Verdict severity) => severity switch
    {
        Verdict.Watch => "*",
        Verdict.Warning => "**",
        Verdict.Critical => "***",
        Verdict.Healthy => "",
        _ => "?",
    };
}
