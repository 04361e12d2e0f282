using Detector.V1;

namespace Detector.Cli.Gate.Deciding;

/// <summary>What a gate decided and why.</summary>
/// <param name="Decision">The decision: the worst that a criterion asks for.</param>
/// <param name="Criteria">Every criterion, those that failed first and the worst of them before the others.</param>
/// <param name="Weights">Weights that would balance the data; null when nothing is out of balance.</param>
/// <param name="Report">The report it rests on.</param>
internal sealed record GateOutcome(GateDecision Decision, IReadOnlyList<Criterion> Criteria, GateWeights? Weights, Report Report)
{
    public IEnumerable<Criterion> Failed => Criteria.Where(c => c.Failed);
}
