namespace Detector.Detection.Judging;

/// <summary>Outputs repeat each other, or all outputs to one prompt are alike.</summary>
internal sealed class ModeCollapseRule : ISignatureRule
{
    public Signature? Match(ScoreBoard board)
    {
        var evidence = board.Worse(Verdict.Watch, "exact_duplicate_rate", "near_duplicate_rate", "within_prompt_distance", "distinct_k");
        return evidence.Count > 0
            ? SignatureRules.Of(
                SignatureKind.ModeCollapse,
                evidence,
                "Deduplicate, and look at sampling temperature, prompts and reward: the outputs repeat each other.")
            : null;
    }
}
