using Detector.Detection.Curation;
using Detector.Detection.Judging;
using Detector.Host.Curation;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Scoring;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>CurationService over gRPC.</summary>
internal sealed class CurationApi(Curator curator, Scorer scorer, LimitsOptions limits) : V1.CurationService.CurationServiceBase
{
    private const int DefaultSeeds = 5;

    /// <inheritdoc/>
    public override async Task Curate(
        IAsyncStreamReader<V1.CurateRequest> requestStream, IServerStreamWriter<V1.CurateResponse> responseStream, ServerCallContext context)
    {
        var cancellation = context.Cancellation();
        using var admission = curator.Admit();
        var first = await SampleStream.ReadFirstAsync(requestStream, HasHeader, cancellation);
        FieldChecks.RequireName(first.Header.Reference, "header.reference", "a reference's");
        RequireRange(first.Header.Select, CandidateCurator.MostSelected, "header.select");
        var reader = new SampleReader(limits, limits.CurateSamples, ErrorReason.BatchTooLarge, "Limits:CurateSamples", uniqueIds: false);
        var summary = await curator.CurateAsync(
            first.Header.Reference,
            first.Header.Select,
            first.Header.HasSeed ? first.Header.Seed : 1,
            SampleStream.ReadAsync(first, requestStream, HasHeader, message => message.Samples, reader, cancellation),
            (samples, decisions) => responseStream.WriteAsync(CurationMapper.ToMessage(samples, decisions), cancellation),
            cancellation);
        reader.RequireAny();
        await responseStream.WriteAsync(CurationMapper.ToMessage(summary), cancellation);

        static bool HasHeader(V1.CurateRequest message) => message.Header is not null;
    }

    /// <inheritdoc/>
    public override async Task<V1.SuggestSeedsResponse> SuggestSeeds(
        IAsyncStreamReader<V1.SuggestSeedsRequest> requestStream, ServerCallContext context)
    {
        var cancellation = context.Cancellation();
        using var admission = curator.Admit();
        var first = await SampleStream.ReadFirstAsync(requestStream, HasHeader, cancellation);
        var header = first.Header;
        FieldChecks.RequireName(header.Reference, "header.reference", "a reference's");
        var seeds = header.HasSeedsPerDeficit ? header.SeedsPerDeficit : DefaultSeeds;
        RequireRange(seeds, SeedPlanner.MostSeeds, "header.seeds_per_deficit");
        var judging = ReadJudging(header);
        var reader = new SampleReader(limits, limits.StreamSamples, ErrorReason.BatchTooLarge, "Limits:StreamSamples");
        var samples = SampleStream.ReadAsync(first, requestStream, HasHeader, message => message.Samples, reader, cancellation);
        var (batch, plan) = await scorer.ScoreAsync(
            header.Reference,
            SampleStream.RequireAny(samples, reader),
            judging,
            (reference, read, report) => SeedPlanner.Plan(reference, report, read.Embeddings, seeds, cancellation),
            "seeds",
            cancellation);
        var response = new V1.SuggestSeedsResponse { Needed = plan.Needed, Report = ReportMapper.ToMessage(batch) };
        response.Deficits.AddRange(plan.Deficits.Select(CurationMapper.ToMessage));
        return response;

        static bool HasHeader(V1.SuggestSeedsRequest message) => message.Header is not null;
    }

    private static JudgeOptions ReadJudging(V1.SuggestSeedsHeader header)
    {
        var violations = new Violations();
        var thresholds = ScoreOptionsReader.ReadThresholds(header.Thresholds, "header.thresholds", violations);
        violations.Throw();
        var judging = new JudgeOptions { Thresholds = thresholds };
        return header.HasSeed ? judging with { Seed = header.Seed } : judging;
    }

    private static void RequireRange(int value, int most, string field)
    {
        if (value < 0 || value > most)
        {
            throw ServiceException.BadInput(field, ErrorReason.InvalidField, $"It is {value}; 0 to {most} are allowed.");
        }
    }
}
