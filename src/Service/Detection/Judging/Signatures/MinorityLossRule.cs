using System.Globalization;
using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>Subsets or regions are lost, or thinned to half and less, while the spread of the outputs is level.</summary>
internal sealed class MinorityLossRule : ISignatureRule
{
    private const double Thinned = 0.5;
    private const int MostNamed = 5;

    public Signature? Match(ScoreBoard board)
    {
        var subsets = board.Subsets.Scores.Where(subset => subset.Reduced && subset.Share < Thinned * subset.ReferenceShare).ToArray();
        var regions = board.LostRegions
            .Where(region => region.AdjustedPValue <= board.Thresholds.AlarmSignificance && region.Share < Thinned * region.ReferenceShare)
            .ToArray();
        var damage = board.Leads(DamageKind.RegionLoss) ? board.Leading : null;
        if ((subsets.Length == 0 && regions.Length == 0 && damage is null) || board.Moved || !board.Level(SignatureRules.Diversity))
        {
            return null;
        }

        var missing = Math.Max(
            subsets.Sum(subset => subset.ReferenceShare - subset.Share), regions.Sum(region => region.ReferenceShare - region.Share));
        var p = regions.Select(region => region.AdjustedPValue).Append(subsets.Length > 0 ? board.Subsets.PValue : 1).Min();
        var severity = SeverityRule.OfLoss(p, missing, board.Thresholds);
        severity = damage?.Severity > severity ? damage.Severity : severity;
        return new Signature(
            SignatureKind.MinorityLoss,
            severity,
            [.. damage is null ? [] : new[] { DamageWords.Of(damage) }, .. Together(board.Subsets.Loss), .. subsets.Take(MostNamed).Select(Words), .. regions.Take(MostNamed).Select(Words)],
            subsets.Length > 0 ? ["subset_share"] : ["cell_divergence"],
            "Add reference data of the parts named here before training; the rest of the batch is level.");
    }

    private static IEnumerable<string> Together(SubsetLoss loss)
    {
        if (loss.Gone.Count > 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{loss.Gone.Count} subsets with {loss.Share:P1} of the reference are gone; 19 in 20 healthy batches of this size miss at most {loss.UsualShare:P1}");
        }
    }

    /// <summary>A reduced label in words.</summary>
    public static string Words(SubsetScore subset) => string.Create(
        CultureInfo.InvariantCulture,
        $"subset '{subset.Subset}' has {subset.Count} outputs; healthy batches of this size have about {subset.ExpectedCount:F0}");

    private static string Words(Region region) => string.Create(
        CultureInfo.InvariantCulture,
        $"region {region.Cell} has {region.Count} outputs; healthy batches of this size have about {region.ExpectedCount:F0}");
}
