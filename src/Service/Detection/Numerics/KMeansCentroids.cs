using System.Numerics.Tensors;
using Detector.Detection.Samples;

namespace Detector.Detection.Numerics;

/// <summary>The averaging half of <see cref="SphericalKMeans"/>.</summary>
internal static class KMeansCentroids
{
    /// <summary>
    /// The direction of the sum of each cell's rows. An empty cell moves to the row that fits its own cell worst, so that it
    /// describes something; a cell whose rows cancel out keeps its centroid.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="centroids">The centroids so far.</param>
    /// <param name="assigned">The cell of each row.</param>
    /// <param name="cosines">Each row's cosine with its centroid.</param>
    public static EmbeddingMatrix Average(EmbeddingMatrix rows, EmbeddingMatrix centroids, int[] assigned, ReadOnlySpan<float> cosines)
    {
        var dimension = rows.Dimension;
        var sums = new float[centroids.Count * dimension];
        var counts = new int[centroids.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            var sum = sums.AsSpan(assigned[i] * dimension, dimension);
            TensorPrimitives.Add(sum, rows.Row(i), sum);
            counts[assigned[i]]++;
        }

        var taken = new bool[rows.Count];
        for (var cell = 0; cell < counts.Length; cell++)
        {
            var sum = sums.AsSpan(cell * dimension, dimension);
            var worst = counts[cell] == 0 ? WorstFit(assigned, counts, cosines, taken) : -1;
            if (worst >= 0)
            {
                taken[worst] = true;
                counts[assigned[worst]]--;
                rows.Row(worst).CopyTo(sum);
            }

            var norm = TensorPrimitives.Norm<float>(sum);
            if (norm > 0)
            {
                TensorPrimitives.Divide(sum, norm, sum);
            }
            else
            {
                centroids.Row(cell).CopyTo(sum);
            }
        }

        return new EmbeddingMatrix(sums, dimension);
    }

    /// <summary>The centroids that have rows. Leaving out the others moves no row.</summary>
    public static EmbeddingMatrix Occupied(EmbeddingMatrix centroids, int[] assigned)
    {
        var cells = new SortedSet<int>(assigned);
        return cells.Count == centroids.Count ? centroids : centroids.Gather([.. cells]);
    }

    private static int WorstFit(int[] assigned, int[] counts, ReadOnlySpan<float> cosines, bool[] taken)
    {
        var worst = -1;
        for (var i = 0; i < assigned.Length; i++)
        {
            if (!taken[i] && counts[assigned[i]] > 1 && (worst < 0 || cosines[i] < cosines[worst]))
            {
                worst = i;
            }
        }

        return worst;
    }
}
