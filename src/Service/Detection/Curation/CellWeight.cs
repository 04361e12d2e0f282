namespace Detector.Detection.Curation;

/// <summary>How much the kept candidates of a cell should count.</summary>
/// <param name="Cell">Number of the cell.</param>
/// <param name="ReferenceShare">Share of the reference, 0 to 1.</param>
/// <param name="Count">Candidates kept.</param>
/// <param name="Weight">In (0, <see cref="CandidateCurator.LargestWeight"/>]: 1 unless there are significantly too many or too few of them;
/// then the share of the reference over that of the kept candidates.</param>
public sealed record CellWeight(int Cell, double ReferenceShare, long Count, double Weight);
