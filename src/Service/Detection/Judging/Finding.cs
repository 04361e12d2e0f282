namespace Detector.Detection.Judging;

/// <summary>A finding about one sample.</summary>
/// <param name="Index">Index of the sample in the batch, from 0.</param>
/// <param name="Kind">What was found.</param>
/// <param name="OtherIndex">Index of the other sample for duplicates, else null.</param>
/// <param name="Value">Cosine similarity, share of repeated 4-grams, or distance to the reference.</param>
public sealed record Finding(int Index, FindingKind Kind, int? OtherIndex, double Value);
