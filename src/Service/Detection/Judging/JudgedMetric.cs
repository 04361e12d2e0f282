namespace Detector.Detection.Judging;

/// <summary>A metric judged together with the others.</summary>
/// <param name="Result">Value and null.</param>
/// <param name="AdjustedPValue">p-value adjusted for all metrics.</param>
/// <param name="BetterAdjustedPValue">The same towards better.</param>
/// <param name="Severity">Severity of this metric alone.</param>
internal sealed record JudgedMetric(MetricResult Result, double AdjustedPValue, double BetterAdjustedPValue, Verdict Severity)
{
    /// <summary>The metric's name.</summary>
    public string Name => Result.Description.Name;

    /// <summary>The score as reports carry it.</summary>
    public Score ToScore() => new(Name, Result.Description.Axis, Result.Description.Direction)
    {
        Tested = true,
        Value = Result.Value,
        Judgement = new Judgement(
            Result.Null.Median, Result.Null.P05, Result.Null.P95, Result.PValue, AdjustedPValue, Result.Effect, Result.DetectableEffect),
        EffectUnit = Result.EffectWords,
        Severity = Severity,
        Note = Result.Note,
    };
}
