using Detector.V1;

namespace Detector.Cli.Curation;

/// <summary>What curation says, in words.</summary>
internal static class CurationWords
{
    public static string Of(CandidateAction action) => action switch
    {
        CandidateAction.Keep => "keep",
        CandidateAction.Drop => "drop",
        _ => "unknown",
    };

    public static string Of(CandidateReason reason) => reason switch
    {
        CandidateReason.ExactDuplicate => "exact duplicate",
        CandidateReason.NearDuplicate => "near duplicate",
        CandidateReason.Loop => "loop",
        CandidateReason.OffSupport => "off support",
        CandidateReason.Rare => "rare",
        _ => "unknown",
    };

    /// <summary>Says of a reason what was done.</summary>
    public static string Fate(CandidateReason reason) => reason is CandidateReason.OffSupport or CandidateReason.Rare ? "kept" : "dropped";
}
