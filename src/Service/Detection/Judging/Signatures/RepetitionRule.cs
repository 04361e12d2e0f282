namespace Detector.Detection.Judging;

/// <summary>Outputs loop inside themselves.</summary>
internal sealed class RepetitionRule : ISignatureRule
{
    public Signature? Match(ScoreBoard board)
    {
        var loops = board.Worse(Verdict.Watch, "loop_rate", "loop_share");
        return loops.Count > 0
            ? SignatureRules.Of(
                SignatureKind.Repetition,
                [.. loops, .. board.Worse(Verdict.Watch, "compression_ratio")],
                "Drop looping outputs, and look at decoding: a repetition penalty or a higher temperature hides it, more data cures it.")
            : null;
    }
}
