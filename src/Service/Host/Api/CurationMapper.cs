using Detector.Detection.Curation;
using Detector.Detection.Samples;

namespace Detector.Host.Api;

/// <summary>Decisions, summaries and seeds as messages. The enums of both sides have the same members in the same order; the message's start
/// with UNSPECIFIED.</summary>
internal static class CurationMapper
{
    /// <summary>The message of the decisions of a part.</summary>
    public static V1.CurateResponse ToMessage(IReadOnlyList<Sample> samples, IReadOnlyList<CandidateDecision> decisions)
    {
        var message = new V1.CurateResponse();
        message.Decisions.AddRange(decisions.Select((decision, i) => ToMessage(samples[i], decision)));
        return message;
    }

    /// <summary>The message of a summary.</summary>
    public static V1.CurateResponse ToMessage(CurationSummary summary)
    {
        var message = new V1.CurationSummary { Candidates = summary.Candidates, Kept = summary.Kept };
        message.Reasons.AddRange(summary.Reasons.Select(reason => new V1.ReasonCount { Reason = ToMessage(reason.Key), Count = reason.Value }));
        message.Cells.AddRange(summary.Cells.Select(cell => new V1.CellWeight
        {
            Cell = cell.Cell,
            ReferenceShare = cell.ReferenceShare,
            Count = cell.Count,
            Weight = cell.Weight,
        }));
        message.Selected.AddRange(summary.Selected);
        return new V1.CurateResponse { Summary = message };
    }

    /// <summary>The message of a deficit.</summary>
    public static V1.Deficit ToMessage(Deficit deficit)
    {
        var message = new V1.Deficit
        {
            ReferenceShare = deficit.ReferenceShare,
            Share = deficit.Share,
            Count = deficit.Count,
            ExpectedCount = deficit.ExpectedCount,
            AdjustedPValue = deficit.AdjustedPValue,
            Needed = deficit.Needed,
        };
        if (deficit.Cell is { } cell)
        {
            message.Cell = cell;
        }
        else
        {
            message.Subset = deficit.Subset;
        }

        message.Seeds.AddRange(deficit.Seeds.Select(seed => new V1.Seed
        {
            Id = seed.Id ?? "",
            Text = seed.Text ?? "",
            Subset = seed.Subset ?? "",
            Distance = seed.Distance,
        }));
        return message;
    }

    private static V1.CandidateDecision ToMessage(Sample sample, CandidateDecision decision)
    {
        var message = new V1.CandidateDecision
        {
            Index = decision.Index,
            Id = sample.Id ?? "",
            Action = decision.Keep ? V1.CandidateAction.Keep : V1.CandidateAction.Drop,
            Cell = decision.Cell,
        };
        message.Reasons.AddRange(decision.Reasons.Select(ToMessage));
        if (decision.OtherIndex is { } other)
        {
            message.OtherIndex = other;
        }

        return message;
    }

    private static V1.CandidateReason ToMessage(CandidateReason reason) => (V1.CandidateReason)(reason + 1);
}
