namespace Detector.Detection.Judging;

/// <summary>The distribution moved; said only where no collapse explains it, and never worse than a warning.</summary>
internal static class DriftRule
{
    /// <summary>The drift with its evidence, or null when there is none.</summary>
    public static Signature? Match(ScoreBoard board)
    {
        var evidence = board.Worse(Verdict.Watch, "mmd", "cell_divergence", "unigram_kl");
        return evidence.Count > 0
            ? SignatureRules.Of(
                SignatureKind.Drift,
                evidence,
                "The outputs changed without losing variety. If the change is wanted, make a new reference of them.",
                Verdict.Warning)
            : null;
    }
}
