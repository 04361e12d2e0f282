using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Service;

/// <summary>Drops what begins with "drop", puts every other candidate into cell 1, and selects the first of those that are kept.</summary>
internal sealed class ScriptedCuration(Script script) : CurationService.CurationServiceBase
{
    public override async Task Curate(
        IAsyncStreamReader<CurateRequest> requestStream, IServerStreamWriter<CurateResponse> responseStream, ServerCallContext context)
    {
        await script.PlayAsync(context);
        var summary = new CurationSummary
        {
            Cells = { new CellWeight { Cell = 0, Weight = 1 }, new CellWeight { Cell = 1, Weight = 0.25 } },
            Reasons = { new ReasonCount { Reason = CandidateReason.Loop } },
        };
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
        {
            script.CurateHeader = message.Header ?? script.CurateHeader;
            if (script.BreaksAfter is { } limit && summary.Candidates + message.Samples.Count > limit)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "broken"));
            }

            var response = new CurateResponse();
            foreach (var sample in message.Samples)
            {
                script.Samples.Enqueue(sample);
                response.Decisions.Add(Decide(sample, summary));
            }

            await responseStream.WriteAsync(response);
        }

        if (!script.EndsEarly)
        {
            await responseStream.WriteAsync(new CurateResponse { Summary = summary });
        }
    }

    public override async Task<SuggestSeedsResponse> SuggestSeeds(IAsyncStreamReader<SuggestSeedsRequest> requestStream, ServerCallContext context)
    {
        await script.ReceiveAsync(requestStream, message => message.Samples, context);
        return script.Seeds;
    }

    private CandidateDecision Decide(Sample sample, CurationSummary summary)
    {
        var decision = new CandidateDecision { Index = summary.Candidates++, Id = sample.Id, Action = CandidateAction.Keep, Cell = 1 };
        if (sample.Text.StartsWith("drop", StringComparison.Ordinal))
        {
            decision.Action = CandidateAction.Drop;
            decision.Reasons.Add(CandidateReason.Loop);
            decision.Reasons.Add(CandidateReason.ExactDuplicate);
            decision.OtherIndex = 0;
            summary.Reasons[0].Count++;
            return decision;
        }

        decision.Cell = sample.Text.StartsWith("rare", StringComparison.Ordinal) ? 0 : 1;
        summary.Cells[decision.Cell].Count++;
        summary.Kept++;
        if (summary.Selected.Count < script.CurateHeader?.Select)
        {
            summary.Selected.Add(decision.Index);
        }

        return decision;
    }
}
