namespace Detector.Detection.Curation;

/// <summary>What is decided of one candidate.</summary>
/// <param name="Index">Its place among all candidates, from 0.</param>
/// <param name="Keep">Whether it is kept.</param>
/// <param name="Reasons">What is notable about it; empty for most.</param>
/// <param name="OtherIndex">The earlier candidate that it repeats; null where it repeats none.</param>
/// <param name="Cell">Number of the reference's cell that it lies in.</param>
public sealed record CandidateDecision(
    long Index, bool Keep, IReadOnlyList<CandidateReason> Reasons, long? OtherIndex, int Cell);
