using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Measuring;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

/// <summary>Draws from a reference's null samples and a batch together.</summary>
public sealed class PoolDrawsTests
{
    private const int Count = 40;
    private const ulong Seed = 5;

    [Fact]
    public void The_batch_is_measured_on_the_path_of_the_draws()
    {
        var (reference, batch) = (SmallReferences.Of(new World(91), keepTexts: true), new World(92).Sample(Count));
        var pool = Pool(reference, batch);
        var draw = new Draw(pool.Population, pool.Batch, new Workspace());
        var columns = PoolDraws.Measure(pool, 20, Seed, CancellationToken.None);
        var report = batch.Judged(reference, new JudgeOptions { Nulls = NullForm.Exact });
        foreach (var column in columns)
        {
            Assert.Equal(column.Metric.Measure(draw, column.Budget), column.Value);
        }

        foreach (var name in new[] { "recall", "mean_distance", "cell_divergence", "unseen_mass", "precision", "mean_words" })
        {
            Assert.Equal(columns.Single(column => column.Metric.Description.Name == name).Value, report.Scores.Single(score => score.Metric == name).Value);
        }
    }

    [Fact]
    public void Nothing_tells_the_batch_from_a_draw()
    {
        const int Draws = 20;
        var (reference, batch) = (SmallReferences.Of(new World(93)), new World(94).Sample(Count, noise: 0.4));
        var columns = PoolDraws.Measure(Pool(reference, batch), Draws, Seed, CancellationToken.None);

        // Draw 7 takes the part of the batch, and what was not drawn that of the null samples.
        var order = new SeededRandom(Seed, Streams.PoolDraws + 7).Permutation(SmallReferences.NullCount + Count);
        var (known, placement) = (reference.State.NullEmbeddings, reference.State.NullPlacement);
        var arranged = Figures(reference, batch).Order;
        var rows = new EmbeddingMatrix([.. known.Values, .. batch.Embeddings.Gather(arranged).Values], known.Dimension);
        var fitted = reference.State.Support.Place(rows, CancellationToken.None);
        var state = reference.State with { NullEmbeddings = rows.Gather(order.AsSpan(Count)), NullPlacement = fitted.Gather(order[Count..]) };
        Assert.Equal(placement.Count, state.NullPlacement.Count);
        var swapped = new ReferenceDistribution(new CalibratedState(state, reference.State.Nulls, null));
        var drawn = new Batch(
            [.. order[..Count].Select(sample => new Sample($"text {sample}"))], rows.Gather(order.AsSpan(0, Count)));
        var others = PoolDraws.Measure(Pool(swapped, drawn), Draws, Seed, CancellationToken.None).ToDictionary(column => column.Metric.Description.Name);

        // Those that depend on the order of the samples, by halves, differ.
        foreach (var column in columns.Where(column => column.Metric.Description.Name is not ("vendi" or "vendi_inf")))
        {
            Assert.Equal(column.Draws[7], others[column.Metric.Description.Name].Value, 1e-4);
        }
    }

    [Fact]
    public void Drawing_can_be_cancelled()
    {
        var pool = Pool(SmallReferences.Of(new World(95)), new World(96).Sample(Count));
        Assert.Throws<OperationCanceledException>(() => PoolDraws.Measure(pool, 20, Seed, new CancellationToken(canceled: true)));
    }

    private static SamplePool Pool(ReferenceDistribution reference, Batch batch)
    {
        using var figures = Figures(reference, batch);
        return SamplePool.Of(
            reference, figures, batch.Embeddings, TextFeatures.OfAll(batch.Samples, CancellationToken.None), CancellationToken.None);
    }

    private static BatchFigures Figures(ReferenceDistribution reference, Batch batch) => BatchFigures.Of(
        reference, batch.Samples, batch.Embeddings, TextFeatures.OfAll(batch.Samples, CancellationToken.None), 1, CancellationToken.None);
}
