using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class SubsetRecallTests
{
    // Four labels of ten topics each.
    private static readonly Lazy<ReferenceDistribution> Reference = new(() =>
    {
        var batch = Coarse(new World(91).Sample(1200));
        return ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, new ReferenceOptions { NullDraws = 199 }, null, CancellationToken.None);
    });

    [Fact]
    public void A_label_that_shrank_to_one_topic_is_named_although_its_share_is_level()
    {
        var random = new Detector.Detection.Numerics.SeededRandom(6);
        var topics = Enumerable.Range(0, 240).Select(_ => random.NextInt(40)).Select(topic => topic / 10 == 2 ? 20 : topic);
        var report = Coarse(new World(92).Of(topics)).Judged(Reference.Value);
        var score = Score(report);
        Assert.Contains("'label2'", score.Note, StringComparison.Ordinal);
        Assert.InRange(score.Severity, Verdict.Warning, Verdict.Critical);
        Assert.InRange(score.Judgement!.Effect, 0.2, 1);
        Assert.InRange(report.Scores.Single(other => other.Metric == "subset_share").Judgement!.PValue, 0.05, 1);
        var label = report.Subsets.Single(subset => subset.Subset == "label2");
        Assert.Equal(score.Value, label.Recall);
        Assert.Equal(score.Judgement.PValue, label.RecallAdjustedPValue);
        Assert.InRange(label.RecallPValue!.Value, double.Epsilon, label.RecallAdjustedPValue!.Value);
    }

    [Fact]
    public void The_batch_needs_no_labels()
    {
        var batch = Coarse(new World(93).Sample(240));
        var labelled = Score(batch.Judged(Reference.Value));
        var report = batch.WithTexts((sample, _) => sample with { Subset = null }).Judged(Reference.Value);
        Assert.Equal(labelled, Score(report));
        Assert.Empty(report.Subsets);
    }

    [Fact]
    public void Healthy_batches_are_seldom_significant()
    {
        const int Batches = 80;
        var recalls = Enumerable.Range(0, Batches).Select(i => Judged(new World(9100 + (ulong)i).Sample(200))).ToArray();

        // 4 expected at most; 10 is the .999 quantile of Binomial(80, .05).
        Assert.InRange(recalls.Count(labels => labels.Min(label => label.AdjustedPValue) <= 0.05), 0, 10);
        Assert.All(recalls, labels => Assert.Equal(4, labels.Count));
    }

    [Fact]
    public void Labels_that_are_too_rare_are_not_judged_and_it_says_so()
    {
        var score = Score(new World(94).Sample(64).Judged(World.Reference.Value));
        Assert.False(score.Tested);
        Assert.Contains("10 or more samples", score.Note, StringComparison.Ordinal);
    }

    private static IReadOnlyList<SubsetRecall> Judged(Batch batch)
    {
        using var figures = BatchFigures.Of(
            Reference.Value, batch.Samples, batch.Embeddings, TextFeatures.OfAll(batch.Samples, CancellationToken.None), 1, CancellationToken.None);
        return SubsetRecallJudge.Judge(Reference.Value, figures);
    }

    private static Score Score(Report report) => report.Scores.Single(score => score.Metric == "subset_recall");

    private static Batch Coarse(Batch batch) => batch.WithTexts(
        (sample, _) => sample with { Subset = $"label{int.Parse(sample.Subset!["topic".Length..], System.Globalization.CultureInfo.InvariantCulture) / 10}" });
}
