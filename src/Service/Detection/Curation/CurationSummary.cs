namespace Detector.Detection.Curation;

/// <summary>What is known once all candidates came.</summary>
/// <param name="Candidates">Number of candidates.</param>
/// <param name="Kept">Number of those kept.</param>
/// <param name="Reasons">Every reason, with the number of candidates it was given for.</param>
/// <param name="Cells">The reference's cells, in their order.</param>
/// <param name="Selected">Indices of the selected candidates, ascending; empty where none were to be selected.</param>
public sealed record CurationSummary(
    long Candidates,
    long Kept,
    IReadOnlyDictionary<CandidateReason, long> Reasons,
    IReadOnlyList<CellWeight> Cells,
    IReadOnlyList<long> Selected);
