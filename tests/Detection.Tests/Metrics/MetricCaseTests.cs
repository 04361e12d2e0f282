using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Metrics;

/// <summary>A healthy and a collapsed case of every metric in the catalogue.</summary>
public sealed class MetricCaseTests
{
    private static readonly Dictionary<string, Damage> Harmful = new()
    {
        ["vendi"] = Damage.Contracted,
        ["vendi_inf"] = Damage.Contracted,
        ["local_vendi"] = Damage.Contracted,
        ["rke"] = Damage.Contracted,
        ["mean_distance"] = Damage.Contracted,
        ["cell_distance"] = Damage.Sharpened,
        ["centrality"] = Damage.Contracted,
        ["nearest_distance"] = Damage.Contracted,
        ["near_duplicate_rate"] = Damage.Repeated,
        ["exact_duplicate_rate"] = Damage.Repeated,
        ["tail_occupancy"] = Damage.Sharpened,
        ["neighbour_distance"] = Damage.Sharpened,
        ["recall"] = Damage.Sharpened,
        ["tail_recall"] = Damage.Sharpened,
        ["coverage"] = Damage.FewTopics,
        ["precision"] = Damage.Gibberish,
        ["off_support"] = Damage.Gibberish,
        ["cells_occupied"] = Damage.FewTopics,
        ["unseen_mass"] = Damage.FewTopics,
        ["subset_share"] = Damage.FewTopics,
        ["subset_recall"] = Damage.FewTopics,
        ["mmd"] = Damage.FewTopics,
        ["cell_divergence"] = Damage.FewTopics,
        ["centroid_distance"] = Damage.FewTopics,
        ["frechet"] = Damage.Contracted,
        ["domain_auc"] = Damage.FewTopics,
        ["unigram_kl"] = Damage.Repeated,
        ["mean_words"] = Damage.Short,
        ["distinct_1"] = Damage.FewWords,
        ["distinct_2"] = Damage.FewWords,
        ["distinct_3"] = Damage.Repeated,
        ["distinct_4"] = Damage.Repeated,
        ["hapax_rate"] = Damage.FewWords,
        ["entropy"] = Damage.FewWords,
        ["rare_token_survival"] = Damage.FewWords,
        ["vocabulary_coverage"] = Damage.FewWords,
        ["compression_ratio"] = Damage.Looping,
        ["self_repetition"] = Damage.Repeated,
        ["opening_diversity"] = Damage.Opening,
        ["loop_rate"] = Damage.Looping,
        ["loop_share"] = Damage.Looping,
        ["within_prompt_distance"] = Damage.Sharpened,
        ["distinct_k"] = Damage.Sharpened,
    };

    public static TheoryData<string> Names => [.. MetricCatalogue.All.Select(metric => metric.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_healthy_batch_does_not_alarm(string metric)
    {
        var score = Of(metric, Damage.None);
        Assert.True(score.Tested, score.Note);
        Assert.InRange(score.Judgement!.AdjustedPValue, 0.05, 1);
        Assert.InRange(score.Severity, Verdict.InsufficientEvidence, Verdict.Healthy);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_harmed_batch_does(string metric)
    {
        Assert.True(Harmful.TryGetValue(metric, out var damage), $"{metric} needs a case here");
        var score = Of(metric, damage);
        Assert.True(score.Tested, score.Note);
        Assert.InRange(score.Judgement!.AdjustedPValue, double.Epsilon, 0.01);
        Assert.InRange(score.Severity, Verdict.Watch, Verdict.Critical);
        var worse = score.Value - score.Judgement.NullMedian;
        Assert.True(
            score.Direction switch
            {
                Direction.LowerIsWorse => worse < 0,
                Direction.HigherIsWorse => worse > 0,
                _ => worse != 0,
            },
            score.ToString());
    }

    private static Score Of(string metric, Damage damage)
    {
        var axis = MetricCatalogue.All.Single(description => description.Name == metric).Axis;
        var report = axis == Axis.Prompt ? Damages.JudgedPrompts(damage) : Damages.Judged(damage);
        return report.Scores.Single(score => score.Metric == metric);
    }
}
