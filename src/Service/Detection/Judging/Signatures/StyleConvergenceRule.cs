namespace Detector.Detection.Judging;

/// <summary>Openings and phrases converge while the outputs stay spread over the regions of the reference as they were.</summary>
internal sealed class StyleConvergenceRule : ISignatureRule
{
    public Signature? Match(ScoreBoard board)
    {
        var style = board.Worse(Verdict.Watch, "opening_diversity", "self_repetition", "compression_ratio");
        var duplicated = board.Worse(Verdict.Watch, SignatureRules.Duplication).Count > 0;
        return style.Count > 0 && !duplicated && board.Level("cell_divergence", "cells_occupied")
            ? SignatureRules.Of(
                SignatureKind.StyleConvergence,
                style,
                "The topics are as varied as before, their wording is not: look for a template in prompts or training data.",
                most: Verdict.Warning)
            : null;
    }
}
