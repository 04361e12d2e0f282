using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Service;

internal sealed class ScriptedScoring(Script script) : ScoringService.ScoringServiceBase
{
    public override async Task<ScoreResponse> Score(ScoreRequest request, ServerCallContext context)
    {
        await script.PlayAsync(context);
        return new ScoreResponse { Report = script.Report };
    }

    public override async Task<ScoreStreamResponse> ScoreStream(IAsyncStreamReader<ScoreStreamRequest> requestStream, ServerCallContext context)
    {
        await script.ReceiveAsync(requestStream, Read, context);
        return new ScoreStreamResponse { Report = script.Report };

        IEnumerable<Sample> Read(ScoreStreamRequest message)
        {
            script.Options = message.Header?.Options ?? script.Options;
            return message.Samples;
        }
    }
}
