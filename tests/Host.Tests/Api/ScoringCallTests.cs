using Detector.Host.Tests.Hosting;
using Detector.V1;

namespace Detector.Host.Tests.Api;

public sealed class ScoringCallTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private const string Reference = ServiceWithReference.Name;

    private TestService Service => fixture.Service;

    [Fact]
    public async Task A_healthy_batch_is_not_alarming_and_every_metric_is_reported()
    {
        var report = await Service.ScoreAsync(Reference, Texts.Samples(200, seed: 2, prompts: true));
        Assert.Equal(Reference, report.Reference);
        Assert.Equal(200, report.SampleCount);
        Assert.NotEqual(Verdict.Critical, report.Verdict);
        Assert.Equal(fixture.Reference.Encoder, report.Encoder);
        Assert.Equal(
            Detection.Metrics.MetricCatalogue.All.Select(metric => metric.Name), report.Scores.Select(score => score.Metric));
        Assert.Equal(1UL, report.Seed);
        Assert.Equal(0.05, report.Significance);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public async Task A_collapsed_batch_is_critical_and_a_pattern_is_named()
    {
        var samples = Texts.Samples(200, seed: 2, prompts: true);
        foreach (var (sample, index) in samples.Select((sample, index) => (sample, index)))
        {
            sample.Text = samples[index % 3].Text;
        }

        var report = await Service.ScoreAsync(Reference, samples, new ScoreOptions { IncludeFindings = true });
        Assert.Equal(Verdict.Critical, report.Verdict);
        Assert.NotEmpty(report.Signatures);
        Assert.NotEmpty(report.Reasons);
        var duplicate = report.Findings.First(finding => finding.Kind == FindingKind.ExactDuplicate);
        Assert.Equal(samples[duplicate.Index].Id, duplicate.Id);
        Assert.Equal(samples[duplicate.Index].Text, samples[duplicate.OtherIndex].Text);
    }

    [Fact]
    public async Task A_stream_of_any_division_gives_the_report_of_the_batch()
    {
        var samples = Texts.Samples(200, seed: 3, prompts: true);
        var options = new ScoreOptions { Seed = 7, IncludeFindings = true };
        var batch = await Service.ScoreAsync(Reference, samples, options);
        var header = new ScoreStreamRequest { Header = new ScoreHeader { Reference = Reference, Options = options }, Samples = { samples[..3] } };
        var stream = await Service.ScoreStreamAsync([header, .. samples[3..].Chunk(50).Select(chunk => new ScoreStreamRequest { Samples = { chunk } })]);
        Assert.Equal(batch, stream);
        Assert.Equal(7UL, batch.Seed);
    }

    [Fact]
    public async Task Only_the_metrics_asked_for_are_reported()
    {
        var options = new ScoreOptions { Metrics = { "vendi", "mmd" } };
        var report = await Service.ScoreAsync(Reference, Texts.Samples(100, seed: 4), options);
        Assert.Equal(["mmd", "vendi"], report.Scores.Select(score => score.Metric).Order());
    }

    [Fact]
    public async Task The_form_of_the_nulls_can_be_chosen()
    {
        await Service.CreateAsync("single", Texts.Samples(160, seed: 8));
        foreach (var form in Enum.GetValues<NullForm>())
        {
            var report = await Service.ScoreAsync("single", Texts.Samples(60, seed: 4), new ScoreOptions { Nulls = form });
            var exact = report.Notes.Any(note => note.StartsWith("The nulls are exact", StringComparison.Ordinal));
            Assert.Equal(form != NullForm.Cached, exact);
        }
    }

    [Fact]
    public async Task A_tested_score_carries_its_null_and_an_untested_one_says_why()
    {
        var report = await Service.ScoreAsync(Reference, Texts.Samples(100, seed: 5));
        foreach (var score in report.Scores)
        {
            var tested = score.Testability == Testability.Tested;
            Assert.Equal(tested, score.HasPValue && score.HasNullMedian && score.HasEffect && score.HasDetectableEffect);
            Assert.Equal(tested, score.Severity != Verdict.Unspecified);
            Assert.True(tested || score.Note.Length > 0, score.Metric);
            Assert.True(!tested || (score.PValue is > 0 and <= 1 && score.AdjustedPValue >= score.PValue), score.Metric);
        }

        var prompt = report.Scores.Single(score => score.Metric == "within_prompt_distance");
        Assert.Equal(Testability.NotTestable, prompt.Testability);
    }
}
