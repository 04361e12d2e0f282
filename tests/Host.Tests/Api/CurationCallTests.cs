using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;

namespace Detector.Host.Tests.Api;

public sealed class CurationCallTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private readonly TestService _service = fixture.Service;

    [Fact]
    public async Task Each_message_is_answered_and_the_summary_comes_last()
    {
        var samples = Texts.Samples(120, seed: 31);
        samples[110].Text = samples[3].Text.ToUpperInvariant();
        samples[111].Text = string.Concat(Enumerable.Repeat("and so it goes on ", 20));
        using var call = _service.Curation.Curate();
        await call.RequestStream.WriteAsync(new CurateRequest { Header = new CurateHeader { Reference = ServiceWithReference.Name, Select = 40 } });
        Assert.Empty((await NextAsync(call)).Decisions);
        await call.RequestStream.WriteAsync(new CurateRequest { Samples = { samples[..100] } });
        var first = await NextAsync(call);
        Assert.Equal(Enumerable.Range(0, 100), first.Decisions.Select(decision => (int)decision.Index));
        Assert.Equal(samples[..100].Select(sample => sample.Id), first.Decisions.Select(decision => decision.Id));
        await call.RequestStream.WriteAsync(new CurateRequest { Samples = { samples[100..] } });
        var second = await NextAsync(call);
        Assert.Null(second.Summary);
        Assert.Equal((CandidateAction.Drop, 3), (second.Decisions[10].Action, (int)second.Decisions[10].OtherIndex));
        Assert.Equal(CandidateReason.ExactDuplicate, second.Decisions[10].Reasons[0]);
        Assert.Equal(CandidateAction.Drop, second.Decisions[11].Action);
        Assert.False(second.Decisions[11].HasOtherIndex);
        Assert.Contains(CandidateReason.Loop, second.Decisions[11].Reasons);
        await call.RequestStream.CompleteAsync();
        var summary = (await NextAsync(call)).Summary;
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(120, summary.Candidates);
        Assert.Equal(summary.Kept, first.Decisions.Concat(second.Decisions).Count(decision => decision.Action == CandidateAction.Keep));
        Assert.Equal(summary.Kept, summary.Cells.Sum(cell => cell.Count));
        Assert.Equal(fixture.Reference.CellCount, summary.Cells.Count);
        Assert.Equal(40, summary.Selected.Distinct().Count());
        Assert.Equal(1, summary.Reasons.Single(reason => reason.Reason == CandidateReason.ExactDuplicate).Count);
        Assert.Equal(5, summary.Reasons.Count);
    }

    [Fact]
    public async Task The_same_candidates_are_decided_of_alike_however_they_are_sent()
    {
        var samples = Texts.Samples(300, seed: 32);
        Assert.Equal(await CurateAsync(samples, 300, 50), await CurateAsync(samples, 7, 50));
    }

    [Fact]
    public async Task Bad_calls_are_refused_with_the_field()
    {
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header", () => SendAsync(new CurateRequest { Samples = { Texts.Samples(1) } }));
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header.reference", () => SendAsync(new CurateRequest { Header = new CurateHeader() }));
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => SendAsync(Header(reference: "none")));
        await Refusal.ExpectAsync(ErrorReason.InvalidField, "header.select", () => SendAsync(Header(select: -1)));
        await Refusal.ExpectAsync(ErrorReason.InvalidField, "header.select", () => SendAsync(Header(select: 100_001)));
        await Refusal.ExpectAsync(ErrorReason.InvalidField, "header", () => SendAsync(Header(), Header()));
        await Refusal.ExpectAsync(ErrorReason.EmptyBatch, "samples", () => SendAsync(Header()));
        await Refusal.ExpectAsync(ErrorReason.BlankText, "samples[3].text", () => SendAsync(
            Header(), new CurateRequest { Samples = { Texts.Samples(3) } }, new CurateRequest { Samples = { new Sample { Text = " " } } }));
        await Refusal.ExpectAsync(ErrorReason.InvalidField, "header.seeds_per_deficit", () => SuggestAsync(header => header.SeedsPerDeficit = 101, 1));
        await Refusal.ExpectAsync(ErrorReason.EmptyBatch, "samples", () => SuggestAsync(_ => { }, 0));
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => SuggestAsync(header => header.Reference = "none", 1));
        await Refusal.ExpectAsync(
            ErrorReason.InvalidThreshold, "header.thresholds.significance", () => SuggestAsync(header => header.Thresholds = new Thresholds { Significance = 2 }, 1));
    }

    [Fact]
    public async Task More_candidates_and_more_calls_than_the_limits_are_refused()
    {
        await using var small = await TestService.StartAsync(options: ["--Limits:CurateSamples=10", "--Curation:Calls=1"]);
        await small.CreateAsync("r", Texts.Samples(100));
        using var call = small.Curation.Curate();
        await call.RequestStream.WriteAsync(new CurateRequest { Header = new CurateHeader { Reference = "r" } });
        await NextAsync(call);
        var busy = await Refusal.ExpectAsync(ErrorReason.QueueFull, async () =>
        {
            using var second = small.Curation.SuggestSeeds();
            await second.ResponseAsync;
        });
        Assert.NotNull(busy.RetryAfter);
        await call.RequestStream.WriteAsync(new CurateRequest { Samples = { Texts.Samples(10) } });
        await NextAsync(call);
        await call.RequestStream.WriteAsync(new CurateRequest { Samples = { Texts.Samples(1) } });
        var refusal = await Refusal.ExpectAsync(ErrorReason.BatchTooLarge, "samples", () => NextAsync(call));
        Assert.Contains("Limits:CurateSamples", refusal.Violations[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_label_is_told_with_what_it_needs_and_where_to_start()
    {
        var samples = Texts.Samples(1200, seed: 33).Where(sample => sample.Subset != "country").Take(600).ToArray();
        var response = await SuggestAsync(header => header.SeedsPerDeficit = 4, samples);
        var deficit = Assert.Single(response.Deficits, deficit => deficit.PartCase == Deficit.PartOneofCase.Subset);
        Assert.Equal(("country", 0L, 4), (deficit.Subset, deficit.Count, deficit.Seeds.Count));
        Assert.InRange(deficit.ReferenceShare, 0.15, 0.35);
        Assert.InRange(deficit.Needed, 100, 320);
        Assert.InRange(response.Needed, deficit.Needed, 400);
        Assert.All(deficit.Seeds, seed => Assert.Equal(("country", ""), (seed.Subset, seed.Text)));
        Assert.All(deficit.Seeds, seed => Assert.StartsWith("s", seed.Id, StringComparison.Ordinal));
        Assert.Equal(600, response.Report.SampleCount);
        var none = await SuggestAsync(_ => { }, Texts.Samples(400, seed: 34));
        Assert.DoesNotContain(none.Deficits, found => found.PartCase == Deficit.PartOneofCase.Subset);
    }

    private static CurateRequest Header(string reference = ServiceWithReference.Name, int select = 0) =>
        new() { Header = new CurateHeader { Reference = reference, Select = select } };

    private static async Task<CurateResponse> NextAsync(AsyncDuplexStreamingCall<CurateRequest, CurateResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext());
        return call.ResponseStream.Current;
    }

    private async Task<IReadOnlyList<CurateResponse>> SendAsync(params CurateRequest[] messages)
    {
        using var call = _service.Curation.Curate();
        foreach (var message in messages)
        {
            await Calls.WriteAsync(() => call.RequestStream.WriteAsync(message));
        }

        await Calls.WriteAsync(call.RequestStream.CompleteAsync);
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }

    private async Task<string> CurateAsync(Sample[] samples, int part, int select)
    {
        var answers = await SendAsync([Header(select: select), .. samples.Chunk(part).Select(chunk => new CurateRequest { Samples = { chunk } })]);
        return string.Join('\n', answers.SelectMany(answer => answer.Decisions)) + answers[^1].Summary;
    }

    private Task<SuggestSeedsResponse> SuggestAsync(Action<SuggestSeedsHeader> change, int count) => SuggestAsync(change, Texts.Samples(count));

    private async Task<SuggestSeedsResponse> SuggestAsync(Action<SuggestSeedsHeader> change, Sample[] samples)
    {
        var header = new SuggestSeedsHeader { Reference = ServiceWithReference.Name };
        change(header);
        using var call = _service.Curation.SuggestSeeds();
        await Calls.WriteAsync(() => call.RequestStream.WriteAsync(new SuggestSeedsRequest { Header = header, Samples = { samples } }));
        await Calls.WriteAsync(call.RequestStream.CompleteAsync);
        return await call.ResponseAsync;
    }
}
