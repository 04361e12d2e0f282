using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Tests.Numerics;

/// <summary>Seeded inputs of the tests of this folder.</summary>
internal static class Draws
{
    public static float[] Gaussians(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)random.NextGaussian();
        }

        return values;
    }

    public static float[] UnitRows(int count, int dimension, ulong seed)
    {
        var values = Gaussians(count * dimension, seed);
        for (var i = 0; i < count; i++)
        {
            var row = values.AsSpan(i * dimension, dimension);
            var norm = 0.0;
            foreach (var value in row)
            {
                norm += (double)value * value;
            }

            norm = Math.Sqrt(norm);
            foreach (ref var value in row)
            {
                value = (float)(value / norm);
            }
        }

        return values;
    }

    public static EmbeddingMatrix Matrix(int count, int dimension, ulong seed) => new(UnitRows(count, dimension, seed), dimension);

    public static float[] Symmetric(int n, ulong seed)
    {
        var matrix = Gaussians(n * n, seed);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                matrix[(j * n) + i] = matrix[(i * n) + j];
            }
        }

        return matrix;
    }
}
