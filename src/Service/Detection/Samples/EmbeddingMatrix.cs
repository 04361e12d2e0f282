using System.Numerics.Tensors;

namespace Detector.Detection.Samples;

/// <summary>The embeddings of a batch: <see cref="Count"/> rows of <see cref="Dimension"/> floats, row by row, each of unit length.</summary>
public sealed class EmbeddingMatrix
{
    private readonly float[] _values;

    /// <summary>Takes ownership of <paramref name="values"/>.</summary>
    /// <param name="values">Count x dimension floats, row by row.</param>
    /// <param name="dimension">Length of a row, at least 1.</param>
    /// <exception cref="ArgumentException">The length is no multiple of the dimension.</exception>
    public EmbeddingMatrix(float[] values, int dimension)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
        {
            throw new ArgumentException($"{values.Length} values are no whole number of rows of {dimension}.", nameof(values));
        }

        _values = values;
        Dimension = dimension;
        Count = values.Length / dimension;
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Length of a row.</summary>
    public int Dimension { get; }

    /// <summary>All values, row by row.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>All values, row by row, for work on several threads.</summary>
    internal ReadOnlyMemory<float> Memory => _values;

    /// <summary>One row.</summary>
    /// <param name="index">Row number from 0.</param>
    public ReadOnlySpan<float> Row(int index) => _values.AsSpan(index * Dimension, Dimension);

    /// <summary>The mean row.</summary>
    internal float[] Mean()
    {
        var sum = new double[Dimension];
        for (var i = 0; i < Count; i++)
        {
            var row = Row(i);
            for (var j = 0; j < row.Length; j++)
            {
                sum[j] += row[j];
            }
        }

        return [.. sum.Select(value => (float)(value / Count))];
    }

    /// <summary>Scales a vector to unit length; one of length 0 stays.</summary>
    internal static void Normalize(Span<float> vector)
    {
        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0)
        {
            TensorPrimitives.Divide(vector, length, vector);
        }
    }

    /// <summary>A copy of the first rows.</summary>
    /// <param name="count">How many, at most <see cref="Count"/>.</param>
    public EmbeddingMatrix Take(int count) => new(_values[..(count * Dimension)], Dimension);

    /// <summary>A copy of some rows, in the order given.</summary>
    /// <param name="indices">Row numbers; may repeat.</param>
    public EmbeddingMatrix Gather(ReadOnlySpan<int> indices)
    {
        var gathered = new float[indices.Length * Dimension];
        for (var i = 0; i < indices.Length; i++)
        {
            Row(indices[i]).CopyTo(gathered.AsSpan(i * Dimension));
        }

        return new EmbeddingMatrix(gathered, Dimension);
    }
}
