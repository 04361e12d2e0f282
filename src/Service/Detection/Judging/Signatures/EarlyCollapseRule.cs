using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>
/// Rare regions, or rare words, are lost while the spread of the outputs is level, or falls by no more than the lost regions explain.
/// One lexical figure proves nothing, so a second one has to lean the same way. A fuller tail or more outputs off the support speak
/// against it: then the distribution moved.
/// </summary>
internal sealed class EarlyCollapseRule : ISignatureRule
{
    private static readonly string[] Tail = ["tail_occupancy", "neighbour_distance"];
    private static readonly string[] Covered = ["tail_recall", "recall"];
    private static readonly string[] Lexical = ["rare_token_survival", "vocabulary_coverage", "hapax_rate", "distinct_1"];

    public Signature? Match(ScoreBoard board)
    {
        var explained = board.Leads(DamageKind.TailLoss) && !board.BeyondTheTail;

        // Lost regions and copies leave much uncovered too, without touching the tail; copies cost words as well.
        var copied = board.Worse(Verdict.Watch, SignatureRules.Duplication).Count > 0;
        var otherwise = copied || board.Leads(DamageKind.RegionLoss, DamageKind.Sharpening);
        var tail = board.Worse(Verdict.Watch, otherwise ? Tail : [.. Tail, .. Covered]);
        var words = copied ? [] : board.Worse(Verdict.Watch, Lexical);
        var level = explained ? board.Worse(Verdict.Critical, SignatureRules.Diversity).Count == 0 : !LateCollapseRule.Narrowed(board);
        var moved = board.Better("tail_occupancy") || board.Moved;
        var lost = explained || (tail.Count > 0 && !board.Restyled) || (words.Count > 0 && board.Leaning(Lexical).Count > 1);
        return level && lost && !moved
            ? SignatureRules.Of(
                SignatureKind.EarlyCollapse,
                [.. tail, .. words],
                "Do not train on this batch alone: add reference data, and re-anchor on the rare regions and words that were lost.",
                explained ? board.Leading : null)
            : null;
    }
}
