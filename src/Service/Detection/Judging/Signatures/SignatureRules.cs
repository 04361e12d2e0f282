namespace Detector.Detection.Judging;

/// <summary>Every pattern there is.</summary>
internal static class SignatureRules
{
    /// <summary>Metrics of the spread of the outputs.</summary>
    public static readonly string[] Diversity = ["vendi", "rke", "mean_distance"];

    private static readonly ISignatureRule[] Collapses =
        [new EarlyCollapseRule(), new LateCollapseRule(), new ModeCollapseRule(), new RepetitionRule(), new MinorityLossRule()];

    private static readonly ISignatureRule[] Others = [new LowFidelityRule(), new StyleConvergenceRule()];

    /// <summary>The patterns that match, worst first. A change without any of the collapses is a drift.</summary>
    public static IReadOnlyList<Signature> Match(ScoreBoard board)
    {
        var collapses = Collapses.Select(rule => rule.Match(board)).OfType<Signature>().ToArray();
        if (collapses.Length == 0 && !board.Moved && LateCollapseRule.Match(board, Verdict.Watch) is { } slight)
        {
            collapses = [slight];
        }

        var others = Others.Select(rule => rule.Match(board)).OfType<Signature>().ToArray();
        var drift = collapses.Length == 0 ? DriftRule.Match(board) : null;
        var all = drift is null ? collapses.Concat(others) : collapses.Concat(others).Append(drift);
        return [.. all.OrderByDescending(signature => signature.Severity)];
    }

    /// <summary>A signature resting on metrics that are worse.</summary>
    public static Signature Of(SignatureKind kind, IReadOnlyList<JudgedMetric> evidence, string advice, Verdict most = Verdict.Critical)
    {
        var severity = evidence.Max(metric => metric.Severity);
        return new Signature(
            kind,
            severity < most ? severity : most,
            [.. evidence.Select(ScoreBoard.Words)],
            [.. evidence.Select(metric => metric.Name)],
            advice);
    }
}
