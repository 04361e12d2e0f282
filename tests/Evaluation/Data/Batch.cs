using Detector.Detection.Samples;

namespace Detector.Evaluation.Data;

/// <summary>Samples with their embeddings, row by row.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Embeddings">One row per sample, of unit length.</param>
internal sealed record Batch(IReadOnlyList<Sample> Samples, EmbeddingMatrix Embeddings)
{
    /// <summary>Number of samples.</summary>
    public int Count => Samples.Count;

    /// <summary>Some of the samples, in the order given.</summary>
    /// <param name="rows">Row numbers.</param>
    public Batch Gather(ReadOnlySpan<int> rows)
    {
        var samples = new Sample[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            samples[i] = Samples[rows[i]];
        }

        return new Batch(samples, Embeddings.Gather(rows));
    }

    /// <summary>The samples for which something holds.</summary>
    public Batch Where(Func<Sample, bool> holds) => Gather([.. Rows().Where(row => holds(Samples[row]))]);

    /// <summary>A random part, without replacement.</summary>
    /// <param name="count">How many samples.</param>
    /// <param name="random">Chooses them.</param>
    /// <exception cref="InvalidOperationException">There are fewer.</exception>
    public Batch Draw(int count, Random random)
    {
        if (count > Count)
        {
            throw new InvalidOperationException($"{count} samples were to be drawn from {Count}.");
        }

        int[] rows = [.. Rows()];
        random.Shuffle(rows);
        return Gather(rows.AsSpan(0, count));
    }

    /// <summary>This batch followed by another.</summary>
    public Batch Append(Batch other) =>
        new([.. Samples, .. other.Samples], new EmbeddingMatrix([.. Embeddings.Values, .. other.Embeddings.Values], Embeddings.Dimension));

    private IEnumerable<int> Rows() => Enumerable.Range(0, Count);
}
