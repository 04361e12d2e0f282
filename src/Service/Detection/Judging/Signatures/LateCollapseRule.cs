namespace Detector.Detection.Judging;

/// <summary>
/// The spread of the outputs is down by a warning or more, or damage to the spread explains the batch best, or the spread is down by
/// less, or leans down, while the distribution shifted within its support; coverage and vocabulary that go with it are further evidence.
/// </summary>
internal sealed class LateCollapseRule : ISignatureRule
{
    public Signature? Match(ScoreBoard board) => Narrowed(board) ? Of(board, Verdict.Watch) : null;

    /// <summary>Whether the spread is down, without a move elsewhere that would explain it.</summary>
    public static bool Narrowed(ScoreBoard board) =>
        board.Worse(board.Leads(Calibration.DamageKind.TailLoss) && !board.BeyondTheTail ? Verdict.Critical : Verdict.Warning, SignatureRules.Diversity).Count > 0
        || (!board.Moved && (board.Leads(SignatureRules.Narrowing) || board.BeyondTheTail))
        || (!board.Moved && !board.Restyled && board.Leading is null && board.Shifted
            && (board.Worse(Verdict.Watch, SignatureRules.Diversity).Count > 0 || Leans(board)));

    /// <summary>The pattern with every figure of the spread from a severity on as evidence; null when there is none.</summary>
    public static Signature? Of(ScoreBoard board, Verdict least)
    {
        string[] spread = [.. SignatureRules.Diversity, "centrality", "cell_distance"];
        var diversity = board.Worse(least, spread);
        var damage = board.Leads(SignatureRules.Narrowing) || board.BeyondTheTail ? board.Leading : null;
        if (diversity.Count == 0 && damage is null && Leans(board))
        {
            diversity = board.Leaning(spread);
        }

        if (diversity.Count == 0 && damage is null)
        {
            return null;
        }

        var company = board.Worse(
            Verdict.Watch, "local_vendi", "nearest_distance", "recall", "tail_recall", "tail_occupancy", "neighbour_distance",
            "cells_occupied", "rare_token_survival", "vocabulary_coverage", "distinct_1", "distinct_2", "distinct_3");
        return SignatureRules.Of(
            SignatureKind.LateCollapse,
            [.. diversity, .. company],
            "Stop: go back to the last healthy release and retrain with reference data accumulated, not replaced.",
            damage);
    }

    // The spread leans down, and of all damage a narrowing is the likeliest.
    private static bool Leans(ScoreBoard board) =>
        board.Likeliest(SignatureRules.Narrowing) && board.Leaning(SignatureRules.Diversity).Count > 0;
}
