using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Gate.Deciding;

/// <summary>The criteria of the limits that a policy sets to single axes.</summary>
internal static class AxisRules
{
    public static IEnumerable<Criterion> Criteria(Report report, IReadOnlyDictionary<Axis, AxisLimit> limits) =>
        limits.OrderBy(l => l.Key).SelectMany(l => Criteria(report, l.Key, l.Value));

    private static IEnumerable<Criterion> Criteria(Report report, Axis axis, AxisLimit limit)
    {
        var scores = report.Scores.Where(s => s.Axis == axis && s.Testability == Testability.Tested).ToList();
        if (scores.Count == 0)
        {
            yield return new Criterion($"axis {Words.Of(axis)}", "not testable", "judged", limit.Decision)
            {
                Advice = "The batch or the reference lacks what the axis needs: see the report's scores, or take the limit out of the policy.",
            };
            yield break;
        }

        if (limit.Severity is { } worst)
        {
            var beyond = scores.Where(s => s.Severity > worst).ToList();
            var found = scores.Max(s => s.Severity);
            yield return new Criterion(
                $"axis {Words.Of(axis)}, severity", Words.Of(found), $"at most {Words.Of(worst)}", beyond.Count > 0 ? limit.Decision : GateDecision.Accept)
            {
                Figures = beyond,
            };
        }

        if (limit.Effect is { } largest)
        {
            yield return OfEffect(report, axis, scores, largest, limit.Decision);
        }
    }

    private static Criterion OfEffect(Report report, Axis axis, List<Score> scores, double largest, GateDecision decision)
    {
        // An effect that healthy batches show as well is none.
        var significant = scores.Where(s => s.HasEffect && s.HasAdjustedPValue && s.AdjustedPValue <= report.Significance).ToList();
        var beyond = significant.Where(s => s.Effect > largest).OrderByDescending(s => s.Effect).ToList();
        var found = significant.Count > 0 ? Figures.Effect(significant.MaxBy(s => s.Effect)!) : "none significant";
        return new Criterion($"axis {Words.Of(axis)}, effect", found, $"at most {Figures.Value(largest)}", beyond.Count > 0 ? decision : GateDecision.Accept)
        {
            Figures = beyond,
        };
    }
}
