using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>Every pattern there is.</summary>
internal static class SignatureRules
{
    /// <summary>Metrics of the spread of the outputs.</summary>
    public static readonly string[] Diversity = ["vendi", "rke", "mean_distance"];

    /// <summary>Metrics of outputs that repeat each other.</summary>
    public static readonly string[] Duplication = ["exact_duplicate_rate", "near_duplicate_rate"];

    /// <summary>Kinds of damage to the spread of the outputs.</summary>
    public static readonly DamageKind[] Narrowing = [DamageKind.OuterLoss, DamageKind.Contraction, DamageKind.Sharpening];

    private static readonly ISignatureRule[] Collapses =
        [new EarlyCollapseRule(), new LateCollapseRule(), new ModeCollapseRule(), new RepetitionRule(), new MinorityLossRule()];

    private static readonly ISignatureRule[] Others = [new LowFidelityRule(), new StyleConvergenceRule()];

    /// <summary>The patterns that match, worst first. A change without any of the collapses is a drift.</summary>
    public static IReadOnlyList<Signature> Match(ScoreBoard board)
    {
        var collapses = Collapses.Select(rule => rule.Match(board)).OfType<Signature>().ToArray();
        if (collapses.Length == 0 && !board.Moved && !board.Restyled && LateCollapseRule.Of(board, Verdict.Watch) is { } slight)
        {
            collapses = [slight];
        }

        if (collapses.Any(signature => signature.Kind == SignatureKind.MinorityLoss) && RegionsExplain(board))
        {
            collapses = [.. collapses.Where(signature => signature.Kind != SignatureKind.LateCollapse)];
        }

        var others = Others.Select(rule => rule.Match(board)).OfType<Signature>().ToArray();
        var drift = collapses.Length == 0 ? DriftRule.Match(board) : null;
        var all = drift is null ? collapses.Concat(others) : collapses.Concat(others).Append(drift);
        return [.. all.OrderByDescending(signature => signature.Severity)];
    }

    // Lost regions narrow the spread as well; where they explain nearly as much, the loss is the name for it.
    private static bool RegionsExplain(ScoreBoard board)
    {
        const double NearlyAsMuch = 0.7;
        return board.Leads(Narrowing) && board.Fit.GetValueOrDefault(DamageKind.RegionLoss) >= NearlyAsMuch * board.Leading!.Result.Standardized;
    }

    /// <summary>A signature resting on metrics that are worse, and on damage that looks like it.</summary>
    public static Signature Of(
        SignatureKind kind, IReadOnlyList<JudgedMetric> evidence, string advice, JudgedDamage? damage = null, Verdict most = Verdict.Critical)
    {
        var severity = evidence.Select(metric => metric.Severity).Append(damage?.Severity ?? Verdict.Watch).Max();
        return new Signature(
            kind,
            severity < most ? severity : most,
            [.. damage is null ? [] : new[] { DamageWords.Of(damage) }, .. evidence.Select(ScoreBoard.Words)],
            [.. evidence.Select(metric => metric.Name)],
            advice);
    }
}
