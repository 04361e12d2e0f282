using System.Globalization;

namespace Detector.Detection.Judging;

/// <summary>A subset or a region is lost or thinned to half and less while the spread of the outputs is level.</summary>
internal sealed class MinorityLossRule : ISignatureRule
{
    private const double Thinned = 0.5;
    private const int MostNamed = 5;

    public Signature? Match(ScoreBoard board)
    {
        var subsets = board.Subsets.Where(subset => subset.Reduced && subset.Share < Thinned * subset.ReferenceShare).ToArray();
        var regions = board.LostRegions
            .Where(region => region.AdjustedPValue <= board.Thresholds.AlarmSignificance && region.Share < Thinned * region.ReferenceShare)
            .ToArray();
        if ((subsets.Length == 0 && regions.Length == 0) || !board.Level(SignatureRules.Diversity))
        {
            return null;
        }

        var missing = Math.Max(
            subsets.Sum(subset => subset.ReferenceShare - subset.Share), regions.Sum(region => region.ReferenceShare - region.Share));
        var severity = missing >= board.Thresholds.CriticalEffect ? Verdict.Critical : Verdict.Warning;
        string[] evidence = [.. subsets.Take(MostNamed).Select(Words), .. regions.Take(MostNamed).Select(Words)];
        string[] metrics = subsets.Length > 0 ? ["subset_share"] : ["cells_occupied"];
        return new Signature(
            SignatureKind.MinorityLoss, severity, evidence, metrics,
            "Add reference data of the parts named here before training; the rest of the batch is level.");
    }

    private static string Words(SubsetScore subset) => string.Create(
        CultureInfo.InvariantCulture,
        $"subset '{subset.Subset}' has {subset.Count} outputs; healthy batches of this size have about {subset.ExpectedCount:F0}");

    private static string Words(Region region) => string.Create(
        CultureInfo.InvariantCulture,
        $"region {region.Cell} has {region.Count} outputs; healthy batches of this size have about {region.ExpectedCount:F0}");
}
