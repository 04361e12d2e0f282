using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class PromptTests
{
    private const int Outputs = 4;

    private static readonly Lazy<ReferenceDistribution> Reference = new(() =>
    {
        var batch = Prompts(new World(61), 0, 200, 0.9);
        return ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, new ReferenceOptions { NullDraws = 199 }, null, CancellationToken.None);
    });

    [Fact]
    public void Outputs_alike_within_each_prompt_are_a_mode_collapse_although_the_prompts_differ()
    {
        var report = Prompts(new World(62), 1000, 80, 0.3).Judged(Reference.Value);
        var score = Within(report);
        Assert.True(score.Severity >= Verdict.Warning, score.ToString());
        Assert.Contains(report.Signatures, signature => signature.Kind == SignatureKind.ModeCollapse && signature.Metrics.Contains("within_prompt_distance"));
    }

    [Fact]
    public void Prompts_that_the_reference_has_too_are_compared_prompt_by_prompt()
    {
        var healthy = Within(Prompts(new World(63), 0, 80, 0.9).Judged(Reference.Value));
        Assert.Contains("prompt by prompt", healthy.Note, StringComparison.Ordinal);
        Assert.Equal(Verdict.Healthy, healthy.Severity);
        var collapsed = Within(Prompts(new World(64), 0, 80, 0.6).Judged(Reference.Value));
        Assert.True(collapsed.Severity >= Verdict.Warning, collapsed.ToString());
    }

    [Fact]
    public void Healthy_batches_of_several_outputs_to_each_prompt_are_judged_by_nulls_of_whole_prompts()
    {
        Assert.NotNull(Reference.Value.State.GroupedNulls);
        var reports = Enumerable.Range(0, 40).Select(i => Prompts(new World(700 + (ulong)i), 1000, 40, 0.9).Judged(Reference.Value)).ToArray();
        Assert.InRange(reports.Count(report => report.Verdict >= Verdict.Warning), 0, 2);
        foreach (var metric in new[] { "vendi", "mean_distance", "cells_occupied", "mmd" })
        {
            var small = reports.Count(report => report.Scores.First(score => score.Metric == metric).Judgement!.PValue <= 0.05);

            // 2 expected; 8 is beyond the .999 quantile of Binomial(40, .05). Nulls of single outputs would give more than half.
            Assert.InRange(small, 0, 8);
        }
    }

    [Fact]
    public void Without_prompts_the_prompt_axis_is_not_testable_and_says_why()
    {
        var score = Within(new World(65).Sample(100).Judged(Reference.Value));
        Assert.False(score.Tested);
        Assert.Contains("two or more outputs", score.Note, StringComparison.Ordinal);
    }

    private static Score Within(Report report) => report.Scores.Single(score => score.Metric == "within_prompt_distance");

    // Each prompt has a topic of its own, to which its outputs keep.
    private static Batch Prompts(World world, int first, int count, double noise)
    {
        var topics = Enumerable.Range(0, count).SelectMany(prompt => Enumerable.Repeat((first + (prompt * 7)) % 40, Outputs));
        return world.Of(topics, noise).WithTexts((sample, i) => sample with { Group = $"p{first + (i / Outputs)}", Subset = null });
    }
}
