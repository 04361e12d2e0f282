using Detector.Detection.Calibration;
using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Calibration;

/// <summary>What null draws take over from the draw before them, and from what is known of the population, is what measuring them alone gives.</summary>
public sealed class NestedDrawTests
{
    private const int Count = 900;
    private static readonly int[] Sizes = [16, 32, 64, 128, 256];
    private static readonly Population Samples = Made();
    private static readonly int[][] Orders = [.. Enumerable.Range(0, 6).Select(draw => new SeededRandom(5, (ulong)draw).Permutation(Count))];

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(800)]
    public void Figures_of_nested_draws_are_those_of_each_draw_alone(int listedFor)
    {
        var neighbours = NeighbourLists.Of(Samples.AllCosines, Count, listedFor, FittedSupport.Neighbour, CancellationToken.None);
        var kernels = Sizes.Select(size => DrawKernels.Means(Samples, Orders, size, CancellationToken.None)).ToArray();
        var workspace = new Workspace();
        for (var number = 0; number < Orders.Length; number++)
        {
            Draw? half = null;
            for (var i = 0; i < Sizes.Length; i++)
            {
                var members = Orders[number].AsMemory(0, Sizes[i]);
                half = new Draw(Samples, members, workspace) { FirstHalf = half, Known = (kernels[i][number], neighbours) };
                AssertSame(new Draw(Samples, members, new Workspace()), half);
            }
        }
    }

    [Fact]
    public void Words_are_counted_anew_where_a_draw_does_not_begin_with_the_one_before()
    {
        var workspace = new Workspace();
        foreach (var members in (int[][])[[1, 2, 3], [1, 2, 3, 4], [4, 1, 2, 3], [7, 8]])
        {
            AssertSame(new Draw(Samples, members, new Workspace()), new Draw(Samples, members, workspace));
        }
    }

    private static void AssertSame(Draw alone, Draw nested)
    {
        foreach (var (metric, column) in MetricCatalogue.Measured.SelectMany(NullBuilder.Columns))
        {
            var (expected, measured) = (metric.Measure(alone, column.Budget), metric.Measure(nested, column.Budget));
            Assert.True(
                Math.Abs(expected - measured) <= 2e-5 * Math.Max(1, Math.Abs(expected)) || (double.IsNaN(expected) && double.IsNaN(measured)),
                $"{column.Metric} at {column.Budget} of {alone.Count}: {expected} alone, {measured} nested");
        }

        Assert.Equal(alone.Pairs.Recall, nested.Pairs.Recall);
        Assert.Equal(alone.Pairs.TailRecall, nested.Pairs.TailRecall);
        Assert.Equal(alone.Pairs.LabelRecalls, nested.Pairs.LabelRecalls);
        Assert.Equal(alone.Pairs.NearDuplicateShare, nested.Pairs.NearDuplicateShare);
        Assert.Equal(alone.Pairs.MeanNearestCosine, nested.Pairs.MeanNearestCosine, 12);
    }

    // With copies, so that neighbours tie.
    private static Population Made()
    {
        var batch = new World(3).Sample(Count - 100);
        Sample[] samples = [.. batch.Samples, .. batch.Samples.Take(100)];
        var rows = batch.Embeddings.Gather([.. Enumerable.Range(0, Count - 100), .. Enumerable.Range(0, 100)]);
        var state = ReferenceDistribution.Fit(
            [.. samples, .. samples.Select(sample => sample with { Id = $"other {sample.Id}" })],
            new EmbeddingMatrix([.. rows.Values, .. rows.Values], rows.Dimension), new ReferenceOptions { NullDraws = 19 }, null, CancellationToken.None).State;
        var features = samples.Select(sample => TextFeatures.Of(sample.Text)).ToArray();
        return Population.OfReference(
            rows, Population.CosinesWithin(rows, CancellationToken.None), state.Support.Place(rows, CancellationToken.None),
            WordTable.Of(features, state.Vocabulary, CancellationToken.None), state.Scales, SubsetLabels.Of([.. samples.Select(sample => sample.Subset)]));
    }
}
