namespace Detector.Detection.Judging;

/// <summary>The recall of one of the caller's labels.</summary>
/// <param name="Subset">The label.</param>
/// <param name="Recall">Share of its samples in the reference that outputs cover, 0 to 1.</param>
/// <param name="Law">How many of them healthy batches cover.</param>
/// <param name="PValue">Probability in (0, 1] that a healthy batch covers so few.</param>
/// <param name="AdjustedPValue">The same, adjusted over all labels (Holm).</param>
internal sealed record SubsetRecall(string Subset, double Recall, RecallLaw Law, double PValue, double AdjustedPValue);
