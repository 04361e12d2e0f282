using System.Numerics.Tensors;
using Detector.Detection.Samples;

namespace Detector.Evaluation.Benches;

/// <summary>Arithmetic on embeddings.</summary>
internal static class Vectors
{
    /// <summary>The mean row.</summary>
    public static float[] Mean(EmbeddingMatrix rows)
    {
        var sum = new float[rows.Dimension];
        for (var row = 0; row < rows.Count; row++)
        {
            TensorPrimitives.Add(sum, rows.Row(row), sum);
        }

        TensorPrimitives.Divide(sum, rows.Count, sum);
        return sum;
    }

    /// <summary>Scales a vector to unit length.</summary>
    public static void Normalize(Span<float> vector) => TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);

    /// <summary>Every product of a row of one matrix with a row of another: left.Count x right.Count, row by row.</summary>
    public static float[] Products(EmbeddingMatrix left, EmbeddingMatrix right)
    {
        const int Block = 32;
        var products = new float[left.Count * right.Count];
        for (var start = 0; start < right.Count; start += Block)
        {
            var end = Math.Min(start + Block, right.Count);
            for (var i = 0; i < left.Count; i++)
            {
                for (var j = start; j < end; j++)
                {
                    products[(i * right.Count) + j] = TensorPrimitives.Dot(left.Row(i), right.Row(j));
                }
            }
        }

        return products;
    }
}
