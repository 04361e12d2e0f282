using System.Globalization;
using Detector.Cli.Gate.Policy;
using Detector.V1;

namespace Detector.Cli.Gate.Deciding;

/// <summary>Finds what is out of balance in a report, and the weights against it.</summary>
internal static class WeightRules
{
    /// <summary>The weights; null when nothing is out of balance.</summary>
    public static GateWeights? WeightsOf(Report report, WeightLimits limits)
    {
        var subsets = report.Subsets.Any(s => s.Reduced)
            ? report.Subsets.Where(s => s.ReferenceShare > 0).Select(s => Weigh(s.Subset, s.ReferenceShare, s.Share, limits)).ToList()
            : [];
        var regions = report.LostRegions.Concat(report.OverfullRegions).Select(r => Weigh(r, limits)).ToList();
        return subsets.Count + regions.Count > 0 ? new GateWeights(subsets, regions) : null;
    }

    /// <summary>True for the signatures that say that parts of the data are out of balance and nothing else.</summary>
    public static bool IsImbalance(Signature signature, Report report, WeightLimits limits) => signature.Kind switch
    {
        SignatureKind.MinorityLoss => true,
        SignatureKind.LateCollapse => IsMildSharpening(report, limits),
        _ => false,
    };

    /// <summary>The parts that the weights do not bring back to their share and that a signature or a reduced label is about.</summary>
    public static IReadOnlyList<PartWeight> Unrepaired(Report report, GateWeights weights)
    {
        var reduced = report.Subsets.Where(s => s.Reduced).Select(s => s.Subset).ToHashSet();
        var regions = report.Signatures.Count > 0 ? weights.Regions : [];
        return [.. weights.Subsets.Where(w => reduced.Contains(w.Part)).Concat(regions).Where(w => !w.Repairs)];
    }

    // Frequent regions gain and nothing else stands out: the kind that explains the batch best, and no other kind as bad.
    private static bool IsMildSharpening(Report report, WeightLimits limits) =>
        report.Damages.MinBy(d => d.AdjustedPValue) is { Kind: DamageKind.Sharpening } sharpening
        && sharpening.Dose <= limits.Sharpening
        && report.Damages.All(d => d.Kind == DamageKind.Sharpening || d.Severity < Verdict.Watch || d.Severity < sharpening.Severity);

    private static PartWeight Weigh(Region region, WeightLimits limits)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"cell {region.Cell}");
        return Weigh(name, region.ReferenceShare, region.Share, limits) with
        {
            Cell = region.Cell,
            Exemplars = [.. (region.ExemplarTexts.Any(t => t.Length > 0) ? region.ExemplarTexts : region.ExemplarIds).Where(e => e.Length > 0)],
        };
    }

    private static PartWeight Weigh(string part, double referenceShare, double share, WeightLimits limits)
    {
        var needed = share > 0 ? referenceShare / share : (double?)null;
        return new PartWeight(
            part, referenceShare, share, needed, needed is { } weight ? Math.Clamp(weight, limits.Smallest, limits.Largest) : null);
    }
}
