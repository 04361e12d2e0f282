namespace Detector.Detection.Judging;

/// <summary>
/// Rare regions, or rare words and vocabulary together, are lost while the spread of the outputs is level. A fuller tail or more
/// outputs off the support speak against it: then the distribution moved.
/// </summary>
internal sealed class EarlyCollapseRule : ISignatureRule
{
    public Signature? Match(ScoreBoard board)
    {
        var tail = board.Worse(Verdict.Watch, "tail_occupancy", "tail_recall", "recall");
        var words = board.Worse(Verdict.Watch, "rare_token_survival", "vocabulary_coverage", "hapax_rate");
        var level = board.Level(SignatureRules.Diversity);
        var moved = board.Better("tail_occupancy") || board.Worse(Verdict.Watch, "off_support").Count > 0;
        var lost = tail.Count > 0 || words.Count > 1;
        return level && lost && !moved
            ? SignatureRules.Of(
                SignatureKind.EarlyCollapse,
                [.. tail, .. words],
                "Do not train on this batch alone: add reference data, and re-anchor on the rare regions and words that were lost.")
            : null;
    }
}
