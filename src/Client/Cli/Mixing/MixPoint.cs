using Detector.Cli.Gate.Deciding;
using Detector.V1;

namespace Detector.Cli.Mixing;

/// <summary>A share of human data that was tried.</summary>
/// <param name="Share">The share, 0 to 1.</param>
/// <param name="Outcomes">What the gate decided of each mixture drawn.</param>
internal sealed record MixPoint(double Share, IReadOnlyList<GateOutcome> Outcomes)
{
    /// <summary>Mixtures that were accepted.</summary>
    public int Accepted => Outcomes.Count(outcome => outcome.Decision == Gate.GateDecision.Accept);

    /// <summary>The worst verdict among them.</summary>
    public Verdict WorstVerdict => Outcomes.Max(outcome => outcome.Report.Verdict);

    /// <summary>What most of those that were not accepted failed on; empty where all were.</summary>
    public string FailsOn => Outcomes.SelectMany(outcome => outcome.Failed.Select(criterion => criterion.Name).Distinct())
        .GroupBy(name => name).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Key).FirstOrDefault() ?? "";

    /// <summary>The point with more mixtures.</summary>
    public MixPoint With(IEnumerable<GateOutcome> more) => this with { Outcomes = [.. Outcomes, .. more] };
}
