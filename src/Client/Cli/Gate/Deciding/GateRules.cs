using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Gate.Deciding;

/// <summary>
/// The one place that decides. Every criterion is looked at, and the worst decision that one of them asks for is the gate's:
/// <list type="bullet">
/// <item>evidence: insufficient asks for what the policy says (by default quarantine);</item>
/// <item>verdict: worse than the policy's worst is quarantined, from its reject verdict on (by default critical) it is rejected;</item>
/// <item>signatures: those that reject do so at warning or worse and quarantine at watch; those that quarantine do so from watch on;</item>
/// <item>
/// balance: where everything that is wrong is thinned or over-full parts (minority loss, mild sharpening, or parts without a
/// signature) and weights within the policy's limits repair it, it is accepted with weights, whatever the two criteria above say up to
/// the worst verdict that weights redeem; what weights do not repair is quarantined;
/// </item>
/// <item>axes and human data: what passes a limit of the policy asks for that limit's decision.</item>
/// </list>
/// Healthy or watched data without any of these is accepted.
/// </summary>
/// <param name="policy">What is let through.</param>
internal sealed class GateRules(GatePolicy policy)
{
    /// <summary>Decides.</summary>
    /// <param name="report">The data set's report.</param>
    /// <param name="humanShare">Share of its samples that come from people, 0 to 1.</param>
    public GateOutcome Decide(Report report, double humanShare)
    {
        var balance = new Balance(report, policy);
        Criterion[] criteria =
        [
            Evidence(report),
            VerdictOf(report, balance),
            .. report.Signatures.Select(s => SignatureOf(s, report, balance)),
            .. balance.Criteria(),
            .. AxisRules.Criteria(report, policy.Axes),
            .. Human(humanShare),
        ];
        var ordered = criteria.OrderByDescending(c => c.Decision).ToList();
        return new GateOutcome(ordered[0].Decision, ordered, balance.Weights, report);
    }

    private static bool IsJudged(Verdict verdict) => verdict >= Verdict.Healthy;

    private Criterion Evidence(Report report)
    {
        // An unknown verdict of a newer service must not pass a gate.
        var value = IsJudged(report.Verdict) ? "sufficient" : Words.Of(report.Verdict);
        return new Criterion("evidence", value, "sufficient", IsJudged(report.Verdict) ? GateDecision.Accept : policy.InsufficientEvidence)
        {
            Evidence = IsJudged(report.Verdict) ? [] : [.. report.Reasons],
            Advice = IsJudged(report.Verdict) ? "" : "Give more samples, or a reference of more samples.",
        };
    }

    private Criterion VerdictOf(Report report, Balance balance)
    {
        var decision = !IsJudged(report.Verdict) || report.Verdict <= policy.WorstVerdict || balance.Redeems ? GateDecision.Accept
            : report.Verdict >= policy.RejectVerdict ? GateDecision.Reject
            : GateDecision.Quarantine;
        var named = report.Signatures.SelectMany(s => s.Metrics).ToHashSet();
        return new Criterion("verdict", Words.Of(report.Verdict), Allowed(balance), decision)
        {
            Figures = decision == GateDecision.Accept
                ? []
                : [.. report.Scores.Where(s => s.Severity > policy.WorstVerdict && !named.Contains(s.Metric))],
            Evidence = decision == GateDecision.Accept || report.Signatures.Count > 0 ? [] : [.. report.Reasons],
        };
    }

    private Criterion SignatureOf(Signature signature, Report report, Balance balance)
    {
        var rejects = policy.RejectSignatures.Contains(signature.Kind);
        var quarantines = rejects || policy.QuarantineSignatures.Contains(signature.Kind);
        var decision = signature.Severity < Verdict.Watch || !quarantines || balance.Redeems ? GateDecision.Accept
            : rejects && signature.Severity >= Verdict.Warning ? GateDecision.Reject
            : GateDecision.Quarantine;
        // Of a verdict that fails, the signature is the reason.
        var isReason = signature.Severity > policy.WorstVerdict && !balance.Redeems;
        return new Criterion(
            $"signature {Words.Of(signature.Kind)}",
            Words.Of(signature.Severity),
            quarantines && !balance.Redeems ? "none" : Allowed(balance),
            isReason ? Worse(decision, OfVerdict(signature.Severity)) : decision)
        {
            Figures = [.. report.Scores.Where(s => signature.Metrics.Contains(s.Metric))],
            Evidence = [.. signature.Evidence],
            Advice = signature.Advice,
        };
    }

    private IEnumerable<Criterion> Human(double share)
    {
        var limit = policy.HumanData;
        if (limit.MinimumShare > 0)
        {
            yield return new Criterion(
                "human data",
                Figures.Share(share),
                $"at least {Figures.Share(limit.MinimumShare)}",
                share < limit.MinimumShare ? limit.Decision : GateDecision.Accept)
            {
                Advice = share < limit.MinimumShare
                    ? $"Add human data, or mark it: rows of the origin {string.Join(" or ", limit.Origins)} count." : "",
            };
        }
    }

    private string Allowed(Balance balance) => balance.Redeems
        ? $"at most {Words.Of(policy.Weights.WorstVerdict)} with weights"
        : $"at most {Words.Of(policy.WorstVerdict)}";

    private GateDecision OfVerdict(Verdict verdict) => verdict >= policy.RejectVerdict ? GateDecision.Reject : GateDecision.Quarantine;

    private static GateDecision Worse(GateDecision one, GateDecision other) => one > other ? one : other;
}
