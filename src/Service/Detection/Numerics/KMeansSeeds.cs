using System.Numerics.Tensors;
using Detector.Detection.Samples;

namespace Detector.Detection.Numerics;

/// <summary>k-means++ seeding: each further seed is a row drawn in proportion to its cosine distance from the seeds so far,
/// which for unit rows is half the squared distance.</summary>
internal static class KMeansSeeds
{
    /// <summary>Indices of the seeds, all different; fewer than wanted where the rows left coincide with seeds.</summary>
    public static int[] Choose(EmbeddingMatrix rows, int wanted, SeededRandom random)
    {
        var seeds = new List<int>(Math.Min(wanted, rows.Count)) { random.NextInt(rows.Count) };
        var distances = new double[rows.Count];
        Array.Fill(distances, double.PositiveInfinity);
        while (seeds.Count < Math.Min(wanted, rows.Count))
        {
            Approach(rows, seeds[^1], distances);
            var total = TensorPrimitives.Sum<double>(distances);
            if (total <= 0)
            {
                break;
            }

            seeds.Add(Draw(distances, random.NextDouble() * total));
        }

        return [.. seeds];
    }

    private static void Approach(EmbeddingMatrix rows, int seed, double[] distances)
    {
        // Rounding leaves equal rows a distance of this order, which must not count.
        const double Nothing = 1e-6;
        var centre = rows.Row(seed);
        for (var i = 0; i < distances.Length; i++)
        {
            var distance = 1.0 - TensorPrimitives.Dot(rows.Row(i), centre);
            distances[i] = distance < Nothing ? 0 : Math.Min(distances[i], distance);
        }
    }

    private static int Draw(ReadOnlySpan<double> weights, double point)
    {
        var last = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0)
            {
                continue;
            }

            last = i;
            point -= weights[i];
            if (point < 0)
            {
                break;
            }
        }

        return last;
    }
}
