namespace Detector.Detection.Judging;

/// <summary>
/// The spread of the outputs is down by a warning or more, or by less while the distribution shifted within its support; coverage and
/// vocabulary that go with it are further evidence.
/// </summary>
internal sealed class LateCollapseRule : ISignatureRule
{
    public Signature? Match(ScoreBoard board) => Match(board, Narrowed(board) ? Verdict.Watch : Verdict.Warning);

    /// <summary>Whether the spread is down and the distribution shifted, without leaving the support of the reference.</summary>
    public static bool Narrowed(ScoreBoard board) =>
        board.Worse(Verdict.Watch, SignatureRules.Diversity).Count > 0 && board.Shifted && !board.Moved;

    /// <summary>The pattern from a severity of the diversity on.</summary>
    public static Signature? Match(ScoreBoard board, Verdict least)
    {
        var diversity = board.Worse(least, SignatureRules.Diversity);
        if (diversity.Count == 0)
        {
            return null;
        }

        var company = board.Worse(
            Verdict.Watch, "local_vendi", "nearest_distance", "recall", "tail_recall", "tail_occupancy", "cells_occupied",
            "rare_token_survival", "vocabulary_coverage", "distinct_1", "distinct_2", "distinct_3");
        return SignatureRules.Of(
            SignatureKind.LateCollapse,
            [.. diversity, .. company],
            "Stop: go back to the last healthy release and retrain with reference data accumulated, not replaced.");
    }
}
