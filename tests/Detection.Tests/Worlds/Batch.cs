using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Samples;

namespace Detector.Detection.Tests.Worlds;

/// <summary>Samples with their embeddings, and the damages that tests do to them.</summary>
internal sealed record Batch(IReadOnlyList<Sample> Samples, EmbeddingMatrix Embeddings)
{
    public Report Judged(ReferenceDistribution reference, JudgeOptions? options = null) =>
        Judge.Score(reference, Samples, Embeddings, options ?? World.Options, CancellationToken.None);

    /// <summary>The first samples, repeated in turn up to the same count.</summary>
    public Batch Repeated(int different) => Pick([.. Enumerable.Range(0, Samples.Count).Select(i => i % different)]);

    /// <summary>Pulls the embeddings towards their mean and renormalises them.</summary>
    public Batch Contracted(float share)
    {
        var mean = new float[Embeddings.Dimension];
        for (var i = 0; i < Embeddings.Count; i++)
        {
            TensorPrimitives.Add(mean, Embeddings.Row(i), mean);
        }

        TensorPrimitives.Divide(mean, Embeddings.Count, mean);
        return Mapped((row, _) => TensorPrimitives.Lerp(row.ToArray(), mean, share, row));
    }

    public Batch Mapped(RowMap map)
    {
        var values = Embeddings.Values.ToArray();
        for (var i = 0; i < Embeddings.Count; i++)
        {
            var row = values.AsSpan(i * Embeddings.Dimension, Embeddings.Dimension);
            map(row, i);
            World.Normalize(row);
        }

        return this with { Embeddings = new EmbeddingMatrix(values, Embeddings.Dimension) };
    }

    public Batch WithTexts(Func<Sample, int, Sample> change) => this with { Samples = [.. Samples.Select(change)] };

    public Batch Pick(int[] indices) => new([.. indices.Select(i => Samples[i])], Embeddings.Gather(indices));
}
