using Detector.Cli.Lineage;
using Detector.Cli.Lineage.Trend;
using Detector.V1;

namespace Detector.Client.Tests.Lineage;

/// <summary>Generations as a service would have judged them.</summary>
internal static class LineageReports
{
    private static readonly double[] Diversity = [0.008, 0.021, 0.034, 0.043, 0.058, 0.066, 0.081, 0.093];
    private static readonly double[] Tail = [0.01, -0.02, 0.03, 0.00, 0.02, -0.01, 0.04, 0.01];
    private static readonly double[] Drift = [0.03, 0.12, 0.21, 0.29, 0.41, 0.52, 0.58, 0.71];
    private static readonly double[] Duplication = [0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A report with one metric an axis.</summary>
    public static Report Report(params (string Metric, Axis Axis, double Effect, string Unit)[] metrics)
    {
        var report = new Report { SampleCount = 800 };
        foreach (var (metric, axis, effect, unit) in metrics)
        {
            var severity = SeverityOf(effect);
            report.Scores.Add(new Score
            {
                Metric = metric,
                Axis = axis,
                Testability = Testability.Tested,
                Effect = effect,
                EffectUnit = unit,
                Severity = severity,
            });
            report.Axes.Add(new AxisScore { Axis = axis, WorstMetric = metric, Severity = severity });
        }

        report.Verdict = report.Axes.Max(a => a.Severity);
        return report;
    }

    /// <summary>A loop that loses diversity and drifts, while its tail stays.</summary>
    public static Comparison Decline(Against against, int first, int generations) => new(
        against,
        [.. Enumerable.Range(0, generations).Select(i => new JudgedGeneration(first + i, Report(
            ("vendi", Axis.Diversity, Diversity[i], "relative change"),
            ("exact_duplicate_rate", Axis.Duplication, Duplication[i], "share of outputs"),
            ("tail_occupancy", Axis.Tail, Tail[i], "relative change"),
            ("mmd", Axis.Drift, Drift[i], "spreads of the reference"))))],
        []);

    /// <summary>A loop that stays as it is.</summary>
    public static Comparison Level(Against against, int first, int generations) => new(
        against,
        [.. Enumerable.Range(0, generations).Select(i => new JudgedGeneration(first + i, Report(
            ("vendi", Axis.Diversity, 0.01 * Tail[i], "relative change"), ("tail_occupancy", Axis.Tail, Tail[i], "relative change"))))],
        []);

    /// <summary>What the outputs show: three comparisons, the last without its first step.</summary>
    public static LineageResult Result(string name) => name switch
    {
        "decline" => Result(
            Verdict.Critical,
            Decline(Against.Reference, 0, 8),
            Level(Against.First, 1, 7),
            Level(Against.Previous, 2, 6) with { Gaps = [new Gap(1, "generation 0 makes no reference: A reference needs at least 64 samples; 50 were given.")] }),
        "short" => Result(Verdict.Critical, Level(Against.Reference, 0, 3), Level(Against.First, 1, 2)),
        _ => Result(Verdict.Warning, Level(Against.Reference, 0, 8), new Comparison(Against.Previous, [], [.. Enumerable.Range(1, 7).Select(g => new Gap(g, "no reference"))])),
    };

    private static LineageResult Result(Verdict failOn, params Comparison[] comparisons) => new(
        "human",
        [.. comparisons[0].Judged.Select(j => new GenerationFile($"out/gen_{j.Generation}.jsonl", 800, 0))],
        [.. comparisons.Select(TrendRules.Of)],
        failOn);

    private static Verdict SeverityOf(double effect) => effect switch
    {
        >= 0.2 => Verdict.Critical,
        >= 0.1 => Verdict.Warning,
        >= 0.05 => Verdict.Watch,
        _ => Verdict.Healthy,
    };
}
