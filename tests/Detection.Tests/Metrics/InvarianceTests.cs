using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Metrics;

public sealed class InvarianceTests
{
    // These look at halves of the batch, or at the first words or bytes up to a budget.
    private static readonly string[] Ordered = ["vendi", "entropy", "unigram_kl", "compression_ratio"];

    // Shares, means and counts of regions, and the spectrum's largest share: what an output brings does not depend on a copy of it.
    private static readonly string[] IndifferentToCopies =
    [
        "vendi_inf", "tail_occupancy", "coverage", "precision", "off_support", "cells_occupied", "unseen_mass", "cell_divergence", "mean_words",
        "loop_rate", "loop_share",
    ];

    [Fact]
    public void The_order_of_the_outputs_does_not_matter()
    {
        var batch = new World(81).Sample(120);
        var shuffled = batch.Pick(new SeededRandom(4).Permutation(120));
        var (before, after) = (Figures(batch, 1), Figures(shuffled, 2));
        foreach (var metric in MetricCatalogue.Measured.Where(metric => !Ordered.Contains(metric.Description.Name)))
        {
            AssertClose(before.Measure(metric)!.Value.Value, after.Measure(metric)!.Value.Value, 1e-5, metric.Description.Name);
        }
    }

    [Fact]
    public void A_copy_of_every_output_does_not_matter_to_shares_and_regions()
    {
        var batch = new World(82).Sample(100);
        var (once, twice) = (Figures(batch, 1), Figures(batch.Pick([.. Enumerable.Range(0, 200).Select(i => i % 100)]), 1));
        foreach (var metric in MetricCatalogue.Measured.Where(metric => IndifferentToCopies.Contains(metric.Description.Name)))
        {
            AssertClose(once.Measure(metric)!.Value.Value, twice.Measure(metric)!.Value.Value, 1e-5, metric.Description.Name);
        }
    }

    [Fact]
    public void A_rotation_of_all_embeddings_does_not_matter()
    {
        var rotation = Rotation(new SeededRandom(5));
        Batch Turned(Batch batch) => batch.Mapped((row, _) =>
        {
            var source = row.ToArray();
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = TensorPrimitives.Dot<float>(rotation[i], source);
            }
        });
        var (healthy, batch) = (new World(83).Sample(400), new World(84).Sample(100));
        var before = batch.Judged(Fit(healthy));
        var after = Turned(batch).Judged(Fit(Turned(healthy)));
        foreach (var (one, other) in before.Scores.Zip(after.Scores).Where(pair => pair.First.Tested))
        {
            AssertClose(one.Value!.Value, other.Value!.Value, 2e-3, one.Metric);
        }
    }

    private static ReferenceDistribution Fit(Batch batch) => ReferenceDistribution.Fit(
        batch.Samples, batch.Embeddings, new ReferenceOptions { NullDraws = 99 }, null, CancellationToken.None);

    private static BatchFigures Figures(Batch batch, ulong seed) => BatchFigures.Of(
        World.Reference.Value, batch.Samples, batch.Embeddings, TextFeatures.OfAll(batch.Samples, CancellationToken.None), seed,
        CancellationToken.None);

    private static void AssertClose(double expected, double actual, double tolerance, string metric) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{metric}: {expected} and {actual}");

    // Gram and Schmidt, each vector made orthogonal twice.
    private static float[][] Rotation(SeededRandom random)
    {
        var rows = new List<float[]>();
        while (rows.Count < World.Dimension)
        {
            var row = Enumerable.Range(0, World.Dimension).Select(_ => (float)random.NextGaussian()).ToArray();
            foreach (var other in rows.Concat(rows))
            {
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<float>(other, row), row, row);
            }

            World.Normalize(row);
            rows.Add(row);
        }

        return [.. rows];
    }
}
