using System.Collections.Concurrent;
using System.Text.Json;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

/// <summary>Whatever comes in, the report is whole: no exception, and every figure is a number.</summary>
public sealed class OddInputTests
{
    private static readonly ConcurrentDictionary<string, Lazy<ReferenceDistribution>> Fitted = new();

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var reference in Oddities.References.Keys)
            {
                foreach (var batch in Oddities.Batches.Keys)
                {
                    cases.Add(reference, batch, nameof(NullForm.Cached));
                    cases.Add(reference, batch, nameof(NullForm.Exact));
                }
            }

            foreach (var batch in Oddities.LargeBatches.Keys)
            {
                cases.Add("a usual reference", batch, nameof(NullForm.Cached));
                cases.Add("one group only", batch, nameof(NullForm.Cached));
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_report_is_whole(string reference, string batch, string nulls)
    {
        var report = Judged(reference, batch, Enum.Parse<NullForm>(nulls));

        // Refuses values that are not finite.
        JsonSerializer.Serialize(report);
        Assert.NotEmpty(report.Reasons);
        Assert.InRange(report.HealthIndex, double.Epsilon, 1);
        foreach (var score in report.Scores)
        {
            var whole = score.Tested ? score is { Value: not null, Judgement: not null } : score is { Judgement: null, Note: not "" };
            Assert.True(whole, score.ToString());
            if (score.Judgement is { } judgement)
            {
                Assert.InRange(judgement.PValue, double.Epsilon, 1);
                Assert.InRange(judgement.AdjustedPValue, judgement.PValue, 1);
                Assert.InRange(judgement.NullP95, judgement.NullP05, double.MaxValue);
            }
        }
    }

    [Theory]
    [InlineData("one sample")]
    [InlineData("two samples")]
    public void Too_few_samples_are_insufficient_evidence(string batch)
    {
        var report = Judged("a usual reference", batch);
        Assert.Equal(Verdict.InsufficientEvidence, report.Verdict);
        Assert.All(
            report.Scores.Where(score => score.Metric != "subset_share"), score => Assert.False(score.Tested, score.Metric));
    }

    [Theory]
    [InlineData("identical points")]
    [InlineData("zero vectors")]
    [InlineData("ten identical outputs to each prompt")]
    [InlineData("texts of one token")]
    public void Batches_without_variety_are_never_healthy(string batch) =>
        Assert.InRange(Judged("a usual reference", batch).Verdict, Verdict.Watch, Verdict.Critical);

    [Theory]
    [InlineData("identical points")]
    [InlineData("zero vectors")]
    public void A_reference_without_variety_calls_nothing_healthy_that_differs_from_it(string reference) =>
        Assert.NotEqual(Verdict.Healthy, Judged(reference, "a usual batch").Verdict);

    private static Report Judged(string reference, string batch, NullForm nulls = NullForm.Auto)
    {
        var fitted = Fitted.GetOrAdd(
            reference, name => new Lazy<ReferenceDistribution>(() => Oddities.Fit(Oddities.References[name]()))).Value;
        var samples = Oddities.Batches.TryGetValue(batch, out var make) ? make() : Oddities.LargeBatches[batch]();
        return samples.Judged(fitted, new JudgeOptions { IncludeFindings = true, Nulls = nulls });
    }
}
