using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Metrics;

public sealed class DistinctOutputsTests
{
    [Fact]
    public void Equal_outputs_are_one_class_and_orthogonal_ones_a_class_each()
    {
        var equal = Figures(Populations.Matrix(8, 8, (_, j) => j == 0 ? 1 : 0), 0.9f);
        var orthogonal = Figures(Populations.Matrix(8, 8, (i, j) => i == j ? 1 : 0), 0.9f);
        foreach (var k in new DistinctOutputs().Depths)
        {
            Assert.Equal(1.0 / k, new DistinctOutputs().Measure(equal, 0, k), 12);
            Assert.Equal(1, new DistinctOutputs().Measure(orthogonal, 0, k), 12);
        }
    }

    [Fact]
    public void An_output_is_compared_with_the_first_of_each_class_only()
    {
        // Unit vectors at 0, 20, 40 and 5 degrees; of one class within 25 degrees.
        double[] degrees = [0, 20, 40, 5];
        var rows = Populations.Matrix(4, 2, (i, j) => (float)(j == 0 ? Math.Cos(degrees[i] * Math.PI / 180) : Math.Sin(degrees[i] * Math.PI / 180)));
        Assert.Equal([1, 1, 2, 2], Figures(rows, (float)Math.Cos(25 * Math.PI / 180)).Classes[0]);
    }

    [Fact]
    public void The_class_cosine_is_the_ninth_decile_within_prompts()
    {
        var random = new Detector.Detection.Numerics.SeededRandom(3);
        var rows = Populations.Matrix(200, 6, (_, _) => (float)random.NextGaussian());
        var groups = Enumerable.Range(0, 50).Select(group => Enumerable.Range(4 * group, 4).ToArray()).ToArray();
        var cosine = PromptFigures.ClassCosine(groups, rows);
        var cosines = groups.SelectMany(group => group.SelectMany(i => group.Where(j => j < i).Select(j => System.Numerics.Tensors.TensorPrimitives.Dot(rows.Row(i), rows.Row(j)))));
        Assert.InRange(cosines.Count(value => value > cosine), 29, 30);
        Assert.Equal(1, PromptFigures.ClassCosine([], rows));
    }

    [Theory]
    [InlineData(2, 1000, "k = 2")]
    [InlineData(3, 1000, "k = 3")]
    [InlineData(6, 1000, "k = 4")]
    [InlineData(6, 0, "k = 4, over 40 prompts that the reference has too")]
    public void K_is_the_largest_that_both_sides_have_outputs_for(int outputs, int firstPrompt, string note) =>
        Assert.StartsWith(note, Scored(PromptWorld.Of(new World(71), firstPrompt, 40, 0.9, outputs)).Note, StringComparison.Ordinal);

    [Fact]
    public void K_is_not_raised_at_the_price_of_most_prompts()
    {
        var few = PromptWorld.Of(new World(72), 1000, 10, 0.9);
        var many = PromptWorld.Of(new World(73), 2000, 30, 0.9, 2);
        var batch = new Batch(
            [.. few.Samples, .. many.Samples], new EmbeddingMatrix([.. few.Embeddings.Values, .. many.Embeddings.Values], World.Dimension));
        Assert.StartsWith("k = 2, over 40 prompts", Scored(batch).Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "needs at least 8 prompts with two or more outputs in the batch; it has 1")]
    [InlineData(0, "needs at least 8 prompts with two or more outputs in the batch; it has 0")]
    public void Without_prompts_it_is_not_testable_and_says_why(int prompts, string note)
    {
        var batch = new World(74).Sample(60).WithTexts((sample, i) => i < 4 * prompts ? sample with { Group = "g" } : sample);
        var score = Scored(batch);
        Assert.False(score.Tested);
        Assert.Equal(note, score.Note);
    }

    [Fact]
    public void A_reference_without_prompts_makes_it_not_testable_too()
    {
        var report = PromptWorld.Of(new World(75), 0, 40, 0.9).Judged(World.Reference.Value);
        Assert.All(
            report.Scores.Where(score => score.Axis == Axis.Prompt),
            score => Assert.Equal("needs at least 16 prompts with two or more outputs in the reference; it has 0", score.Note));
    }

    private static Score Scored(Batch batch) => batch.Judged(PromptWorld.Reference.Value).Scores.Single(score => score.Metric == "distinct_k");

    private static PromptFigures Figures(EmbeddingMatrix rows, float cosine) => PromptFigures.Of(
        [[.. Enumerable.Range(0, rows.Count)]], [.. Enumerable.Range(0, rows.Count).Select(_ => new Sample("x") { Group = "g" })], rows, cosine);
}
