using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

/// <summary>Texts whose length depends on the prompt: from 10 to 89 words.</summary>
public sealed class LengthTests
{
    private static readonly Lazy<ReferenceDistribution> Reference = new(() =>
    {
        var batch = Answers(431, 1, prefix: "p");
        return ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, new ReferenceOptions { NullDraws = 199 }, null, CancellationToken.None);
    });

    [Fact]
    public void Longer_answers_to_the_same_prompts_are_seen_prompt_by_prompt()
    {
        var score = Of(Answers(432, 1.06, prefix: "p").Judged(Reference.Value));
        Assert.Contains("prompt by prompt", score.Note, StringComparison.Ordinal);
        Assert.InRange(score.Judgement!.PValue, 0, 0.01);
    }

    [Fact]
    public void The_same_answers_to_other_prompts_are_not()
    {
        var score = Of(Answers(432, 1.06, prefix: "q").Judged(Reference.Value));
        Assert.DoesNotContain("prompt by prompt", score.Note, StringComparison.Ordinal);
        Assert.InRange(score.Judgement!.PValue, 0.02, 1);
    }

    [Fact]
    public void Answers_as_long_as_before_are_healthy() =>
        Assert.InRange(Of(Answers(433, 1, prefix: "p").Judged(Reference.Value)).Judgement!.PValue, 0.02, 1);

    private static Batch Answers(ulong seed, double factor, string prefix)
    {
        var words = new World(seed).Sample(400, words: 120);
        return words.WithTexts((sample, i) => sample with
        {
            Text = string.Join(' ', sample.Text.Split(' ').Take((int)Math.Round(factor * (10 + (i % 80) + ((i + (int)seed) % 3))))),
            Prompt = $"{prefix}{i}",
        });
    }

    private static Score Of(Report report) => report.Scores.Single(score => score.Metric == "mean_words");
}
