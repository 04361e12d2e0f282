using Detector.Detection.Judging;

namespace Detector.Evaluation.Running;

/// <summary>What was said of many batches of one scenario and size.</summary>
/// <param name="outcomes">The outcomes, one per trial.</param>
internal sealed class Tally(IReadOnlyList<Outcome> outcomes)
{
    /// <summary>The outcomes.</summary>
    public IReadOnlyList<Outcome> Outcomes => outcomes;

    /// <summary>Number of batches.</summary>
    public int Trials => outcomes.Count;

    /// <summary>Number of batches detected.</summary>
    public int DetectedCount => outcomes.Count(outcome => outcome.Detected);

    /// <summary>Share of batches detected.</summary>
    public double Detected => Share(outcome => outcome.Detected);

    /// <summary>Share of batches in which some metric moved significantly, however little: the power without the least effect.</summary>
    public double Significant => Share(outcome => outcome.Report.HealthIndex <= 0.05);

    /// <summary>Share of batches whose report is right.</summary>
    public double Right => Share(outcome => outcome.Right);

    /// <summary>Share of the detected batches whose report is right; 0 where none was detected.</summary>
    public double RightOfDetected =>
        (double)outcomes.Count(outcome => outcome.Detected && outcome.Right) / Math.Max(1, DetectedCount);

    /// <summary>Mean verdict, 0 (insufficient evidence) to 4 (critical).</summary>
    public double MeanVerdict => outcomes.Average(outcome => (int)outcome.Report.Verdict);

    /// <summary>Share of batches with a verdict at least so bad.</summary>
    public double AtLeast(Verdict verdict) => Share(outcome => outcome.Report.Verdict >= verdict);

    /// <summary>Share of the batches with each signature, most frequent first, in words.</summary>
    public string SignatureWords() => string.Join(
        ' ',
        outcomes.SelectMany(outcome => outcome.Report.Signatures.Select(signature => signature.Kind)).CountBy(kind => kind)
            .OrderByDescending(pair => pair.Value).Select(pair => FormattableString.Invariant($"{pair.Key} {(double)pair.Value / Trials:0.00}")));

    private double Share(Func<Outcome, bool> holds) => (double)outcomes.Count(holds) / Math.Max(1, Trials);
}
