using System.Text.Json.Nodes;
using Detector.Cli.Lineage.Trend;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Lineage.Output;

/// <summary>What was found about a line of generations as JSON, with every report as protobuf JSON.</summary>
internal static class LineageJson
{
    public static string Of(LineageResult result) => new JsonObject
    {
        ["verdict"] = Words.Of(result.Verdict),
        ["failOn"] = Words.Of(result.FailOn),
        ["exitCode"] = result.ExitCode,
        ["generations"] = new JsonArray([.. result.Generations.Select((g, i) => new JsonObject
        {
            ["generation"] = i,
            ["file"] = g.Path,
            ["samples"] = g.Samples,
            ["badRows"] = g.BadRows,
        })]),
        ["comparisons"] = new JsonArray([.. result.Comparisons.Select(c => Json(c, result))]),
    }.ToText();

    private static JsonObject Json(ComparedTrends trends, LineageResult result) => new()
    {
        ["against"] = LineageWords.Of(trends.Comparison.Against),
        ["reference"] = trends.Comparison.Against == Against.Reference ? result.Reference : null,
        ["verdict"] = Words.Of(trends.Comparison.VerdictOf(result.Last)),
        ["firstFailing"] = trends.Comparison.FirstAt(result.FailOn),
        ["notPossible"] = new JsonArray([.. trends.Comparison.Gaps.Select(g => new JsonObject
        {
            ["generation"] = g.Generation,
            ["reason"] = g.Reason,
        })]),
        ["axes"] = new JsonArray([.. trends.Axes.Select(a => Json(a, result.FailOn))]),
        ["reports"] = new JsonArray([.. trends.Comparison.Judged.Select(j => new JsonObject
        {
            ["generation"] = j.Generation,
            ["report"] = ProtobufJson.ToNode(j.Report),
        })]),
    };

    private static JsonObject Json(AxisTrend axis, Verdict failOn) => new()
    {
        ["axis"] = Words.Of(axis.Axis),
        ["firstWatch"] = axis.FirstAt(Verdict.Watch),
        ["firstWarning"] = axis.FirstAt(Verdict.Warning),
        ["firstCritical"] = axis.FirstAt(Verdict.Critical),
        ["firstFailing"] = axis.FirstAt(failOn),
        ["generations"] = new JsonArray([.. axis.Cells.Select(c => new JsonObject
        {
            ["generation"] = c.Generation,
            ["metric"] = c.Worst.Metric,
            ["effect"] = JsonParts.Number(c.Worst.HasEffect, c.Worst.Effect),
            ["effectUnit"] = c.Worst.EffectUnit,
            ["severity"] = Words.Of(c.Severity),
        })]),
        ["trend"] = Json(axis.Projection),
    };

    private static JsonObject Json(Projection projection) => projection switch
    {
        Projection.Rising rising => new JsonObject
        {
            ["kind"] = "rising",
            ["metric"] = rising.Metric,
            ["effectUnit"] = rising.Unit,
            ["metricsLookedAt"] = rising.Metrics,
            ["confidence"] = TrendRules.Confidence,
            ["slope"] = rising.Slope,
            ["slopeLow"] = rising.SlopeLow,
            ["slopeHigh"] = rising.SlopeHigh,
            ["crossing"] = rising.Crossing is { } crossing ? Json(crossing) : null,
        },
        Projection.NoTrend none => new JsonObject { ["kind"] = "no trend", ["metricsLookedAt"] = none.Metrics },
        Projection.TooFew few => new JsonObject
        {
            ["kind"] = "too few generations",
            ["generations"] = few.Points,
            ["needed"] = TrendFit.MinimumPoints,
        },
        _ => throw new InvalidOperationException($"{projection} is no projection."),
    };

    private static JsonObject Json(Crossing crossing) => new()
    {
        ["severity"] = Words.Of(crossing.Threshold.Severity),
        ["effect"] = crossing.Threshold.Effect,
        ["earliest"] = crossing.Earliest,
        ["likely"] = crossing.Likely,
        ["latest"] = crossing.Latest,
        ["lookedAheadTo"] = crossing.Horizon,
    };
}
