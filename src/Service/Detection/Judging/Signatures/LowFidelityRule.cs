namespace Detector.Detection.Judging;

/// <summary>Outputs leave the support of the reference.</summary>
internal sealed class LowFidelityRule : ISignatureRule
{
    public Signature? Match(ScoreBoard board)
    {
        var evidence = board.Worse(Verdict.Watch, "precision", "off_support");
        return evidence.Count > 0
            ? SignatureRules.Of(
                SignatureKind.LowFidelity,
                evidence,
                "Read the outputs marked off_support: gibberish, another language, or a topic that the reference does not know.")
            : null;
    }
}
