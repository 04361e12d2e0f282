using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Scoring;
using Detector.Host.Security;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>ScoringService over gRPC.</summary>
internal sealed class ScoringApi(Scorer scorer, LimitsOptions limits) : V1.ScoringService.ScoringServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.ScoreResponse> Score(V1.ScoreRequest request, ServerCallContext context)
    {
        FieldChecks.RequireName(request.Reference, "reference", "a reference's");
        var judging = ScoreOptionsReader.Read(request.Options, "options");
        var reader = new SampleReader(limits, limits.BatchSamples, ErrorReason.BatchTooLarge, "Limits:BatchSamples");
        var samples = reader.Read(request.Samples);
        reader.RequireAny();
        var batch = await scorer.ScoreAsync(request.Reference, new[] { samples }.ToAsyncEnumerable(), judging, context.Cancellation());
        return new V1.ScoreResponse { Report = ToMessage(batch, context) };
    }

    /// <inheritdoc/>
    public override async Task<V1.ScoreStreamResponse> ScoreStream(
        IAsyncStreamReader<V1.ScoreStreamRequest> requestStream, ServerCallContext context)
    {
        var cancellation = context.Cancellation();
        var first = await SampleStream.ReadFirstAsync(requestStream, HasHeader, cancellation);
        FieldChecks.RequireName(first.Header.Reference, "header.reference", "a reference's");
        var judging = ScoreOptionsReader.Read(first.Header.Options, "header.options");
        var reader = new SampleReader(limits, limits.StreamSamples, ErrorReason.BatchTooLarge, "Limits:StreamSamples");
        var samples = SampleStream.ReadAsync(first, requestStream, HasHeader, message => message.Samples, reader, cancellation);
        var batch = await scorer.ScoreAsync(first.Header.Reference, SampleStream.RequireAny(samples, reader), judging, cancellation);
        return new V1.ScoreStreamResponse { Report = ToMessage(batch, context) };

        static bool HasHeader(V1.ScoreStreamRequest message) => message.Header is not null;
    }

    // Texts of a reference are for those who may read.
    private static V1.Report ToMessage(ScoredBatch batch, ServerCallContext context)
    {
        var report = ReportMapper.ToMessage(batch);
        if (!context.GetHttpContext().Caller().Has(Role.Read))
        {
            foreach (var region in report.LostRegions.Concat(report.OverfullRegions))
            {
                region.ExemplarTexts.Clear();
            }
        }

        return report;
    }
}
