using System.Numerics.Tensors;
using Detector.Detection.Measuring;
using Detector.Detection.Numerics;

namespace Detector.Detection.Calibration;

/// <summary>
/// The mean kernels of all draws of one size at once. The sum of the kernel over a draw's pairs is m'Km, m marking the drawn samples, and
/// KM for all draws together is one product of matrices.
/// </summary>
internal static class DrawKernels
{
    private const int BlockRows = 512;

    /// <summary>Mean kernel over the pairs of different samples of each draw.</summary>
    /// <param name="population">The samples, all of which can be drawn.</param>
    /// <param name="orders">One permutation of the samples per draw; a draw takes the first ones.</param>
    /// <param name="size">Samples of a draw.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double[] Means(Population population, int[][] orders, int size, CancellationToken cancellation)
    {
        var count = population.Count;
        var marks = new float[(long)orders.Length * count];
        for (var draw = 0; draw < orders.Length; draw++)
        {
            foreach (var sample in orders[draw].AsSpan(0, size))
            {
                marks[(draw * count) + sample] = 1;
            }
        }

        var median = population.Scales.MedianSquaredDistance;
        var blocks = (count + BlockRows - 1) / BlockRows;
        var sums = new double[blocks][];
        Parallel.For(0, blocks, ComputeThreads.Loop(cancellation), block =>
        {
            var first = block * BlockRows;
            var rows = Math.Min(BlockRows, count - first);
            var kernels = new float[rows * count];
            for (var i = 0; i < rows; i++)
            {
                var row = kernels.AsSpan(i * count, count);
                KernelSums.Rbf(population.Cosines(first + i), median, row);
                row[first + i] = 0;
            }

            var products = new float[orders.Length * rows];
            Gram.Products(marks, orders.Length, kernels, rows, count, products);
            sums[block] = [.. orders.Select((_, draw) => (double)TensorPrimitives.Dot(
                products.AsSpan(draw * rows, rows), marks.AsSpan((draw * count) + first, rows)))];
        });
        return [.. orders.Select((_, draw) => sums.Sum(block => block[draw]) / ((double)size * (size - 1)))];
    }
}
