using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class PromptTests
{
    [Fact]
    public void Outputs_alike_within_each_prompt_are_a_mode_collapse_although_the_prompts_differ()
    {
        var report = PromptWorld.Of(new World(62), 1000, 80, 0.3).Judged(PromptWorld.Reference.Value);
        var score = Within(report);
        Assert.True(score.Severity >= Verdict.Warning, score.ToString());
        Assert.Contains(report.Signatures, signature => signature.Kind == SignatureKind.ModeCollapse && signature.Metrics.Contains("within_prompt_distance"));
    }

    [Fact]
    public void Prompts_that_the_reference_has_too_are_compared_prompt_by_prompt()
    {
        var healthy = Within(PromptWorld.Of(new World(63), 0, 80, 0.9).Judged(PromptWorld.Reference.Value));
        Assert.Contains("prompt by prompt", healthy.Note, StringComparison.Ordinal);
        Assert.Equal(Verdict.Healthy, healthy.Severity);
        var collapsed = Within(PromptWorld.Of(new World(64), 0, 80, 0.6).Judged(PromptWorld.Reference.Value));
        Assert.True(collapsed.Severity >= Verdict.Warning, collapsed.ToString());
    }

    [Fact]
    public void Healthy_batches_of_several_outputs_to_each_prompt_are_judged_by_nulls_of_whole_prompts()
    {
        Assert.NotNull(PromptWorld.Reference.Value.State.GroupedNulls);
        var reports = Enumerable.Range(0, 40).Select(i => PromptWorld.Of(new World(700 + (ulong)i), 1000, 40, 0.9).Judged(PromptWorld.Reference.Value)).ToArray();
        Assert.InRange(reports.Count(report => report.Verdict >= Verdict.Warning), 0, 2);
        foreach (var metric in new[] { "vendi", "mean_distance", "cells_occupied", "mmd", "frechet", "domain_auc", "distinct_k" })
        {
            var small = reports.Count(report => report.Scores.First(score => score.Metric == metric).Judgement!.PValue <= 0.05);

            // 2 expected; 8 is beyond the .999 quantile of Binomial(40, .05). Nulls of single outputs would give more than half.
            Assert.InRange(small, 0, 8);
        }
    }

    [Fact]
    public void Without_prompts_the_prompt_axis_is_not_testable_and_says_why()
    {
        var score = Within(new World(65).Sample(100).Judged(PromptWorld.Reference.Value));
        Assert.False(score.Tested);
        Assert.Contains("two or more outputs", score.Note, StringComparison.Ordinal);
    }

    private static Score Within(Report report) => report.Scores.Single(score => score.Metric == "within_prompt_distance");
}
