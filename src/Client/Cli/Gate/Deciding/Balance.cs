using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Gate.Deciding;

/// <summary>Whether the parts of the data have their shares, and whether weights are the remedy.</summary>
internal sealed class Balance
{
    private readonly bool _isAllThereIs;
    private readonly IReadOnlyList<PartWeight> _unrepaired;
    private readonly Report _report;
    private readonly WeightLimits _limits;

    public Balance(Report report, GatePolicy policy)
    {
        (_report, _limits) = (report, policy.Weights);
        Weights = WeightRules.WeightsOf(report, _limits);
        _unrepaired = Weights is null ? [] : WeightRules.Unrepaired(report, Weights);
        _isAllThereIs = Weights is not null
            && report.Verdict >= Verdict.Watch
            && (report.Verdict <= policy.WorstVerdict || report.Signatures.Count > 0)
            && report.Signatures.Where(s => s.Severity >= Verdict.Watch).All(s => WeightRules.IsImbalance(s, report, _limits));
    }

    /// <summary>Weights against what is out of balance; null when nothing is.</summary>
    public GateWeights? Weights { get; }

    /// <summary>True when weights are the remedy for all that is wrong.</summary>
    public bool Redeems =>
        _isAllThereIs && _limits.Allowed && _unrepaired.Count == 0 && _report.Verdict <= _limits.WorstVerdict;

    /// <summary>The criterion of balance, where balance is what is wrong.</summary>
    public IEnumerable<Criterion> Criteria()
    {
        if (!_isAllThereIs)
        {
            yield break;
        }

        var parts = Weights!.Subsets.Where(s => s.Needed != 1).Concat(Weights.Regions).ToList();
        var value = $"{parts.Count} {(parts.Count == 1 ? "part" : "parts")} out of balance";
        yield return Redeems
            ? new Criterion("balance", value, "none", GateDecision.AcceptWithWeights) { Advice = "Train with the weights of the report." }
            : new Criterion("balance", value, Limit(), GateDecision.Quarantine)
            {
                Evidence = [.. _unrepaired.Select(Words)],
                Advice = "Add data of these parts, as the reference has it; weights alone do not repair them.",
            };
    }

    private string Limit() => _limits.Allowed
        ? $"what weights from {Figures.Value(_limits.Smallest)} to {Figures.Value(_limits.Largest)} repair, verdict at most {Rendering.Words.Of(_limits.WorstVerdict)}"
        : "none";

    private static string Words(PartWeight part) => part.Needed is { } needed
        ? $"{part.Part} needs weight {Figures.Value(needed)}"
        : $"{part.Part} is lost; it is {Figures.Share(part.ReferenceShare)} of the reference";
}
