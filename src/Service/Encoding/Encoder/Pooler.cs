using System.Numerics.Tensors;

namespace Detector.Encoding.Encoder;

/// <summary>Token embeddings to text embeddings, and those to unit length.</summary>
internal static class Pooler
{
    /// <summary>Pools token embeddings.</summary>
    /// <param name="mode">How.</param>
    /// <param name="tokens">count x length x dimension floats.</param>
    /// <param name="mask">count x length flags: 1 for a token, 0 for padding.</param>
    /// <param name="pooled">Receives count x dimension floats.</param>
    /// <param name="length">Tokens of each, padded.</param>
    /// <param name="dimension">Length of an embedding.</param>
    public static void Pool(
        PoolingMode mode, ReadOnlySpan<float> tokens, ReadOnlySpan<long> mask, Span<float> pooled, int length, int dimension)
    {
        // The mean is the sum here: only directions matter.
        pooled.Clear();
        for (var text = 0; text * dimension < pooled.Length; text++)
        {
            var target = pooled.Slice(text * dimension, dimension);
            var first = true;
            for (var place = text * length; place < (text + 1) * length; place++)
            {
                if (mask[place] == 0)
                {
                    continue;
                }

                var token = tokens.Slice(place * dimension, dimension);
                if (first)
                {
                    token.CopyTo(target);
                    first = false;
                }
                else if (mode == PoolingMode.Mean)
                {
                    TensorPrimitives.Add(target, token, target);
                }
                else if (mode == PoolingMode.Max)
                {
                    TensorPrimitives.Max(target, token, target);
                }
            }
        }
    }

    /// <summary>Scales each row to unit length. A row of zeros, which has no direction, becomes the first axis.</summary>
    /// <exception cref="InvalidOperationException">A value is not finite.</exception>
    public static void Normalize(Span<float> rows, int dimension)
    {
        for (; rows.Length > 0; rows = rows[dimension..])
        {
            var row = rows[..dimension];
            var norm = TensorPrimitives.Norm<float>(row);
            if (!float.IsFinite(norm))
            {
                throw new InvalidOperationException("The model gave an embedding that is not finite.");
            }

            if (norm > 0)
            {
                TensorPrimitives.Divide(row, norm, row);
            }
            else
            {
                row[0] = 1;
            }
        }
    }
}
