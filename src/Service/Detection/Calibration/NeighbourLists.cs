using Detector.Detection.Numerics;

namespace Detector.Detection.Calibration;

/// <summary>
/// The nearest neighbours of every sample, in descending order of their cosines. In a draw of n of N samples the k-th neighbour is on average
/// the one at place k N / n of the list, so that a draw costs O(k N) where comparing its samples costs O(n N).
/// </summary>
internal sealed class NeighbourLists
{
    // Of the places that a draw's k-th neighbour takes on average; longer searches are rare.
    private const int Reserve = 3;
    private const int Stride = 4;
    private readonly int[][] _samples;
    private readonly float[][] _cosines;

    private NeighbourLists(int[][] samples, float[][] cosines)
    {
        _samples = samples;
        _cosines = cosines;
    }

    /// <summary>Lists the neighbours of samples.</summary>
    /// <param name="cosines">Cosines of the samples to each other, count x count.</param>
    /// <param name="count">Number of samples.</param>
    /// <param name="draw">Samples of the smallest draw that the lists are for, at least 1.</param>
    /// <param name="k">Neighbours that it looks for.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static NeighbourLists Of(ReadOnlyMemory<float> cosines, int count, int draw, int k, CancellationToken cancellation)
    {
        var wanted = Math.Min(count - 1, Reserve * k * count / draw);
        var (samples, values) = (new int[count][], new float[count][]);
        Parallel.For(0, count, ComputeThreads.Loop(cancellation), sample =>
        {
            var row = cosines.Span.Slice(sample * count, count);
            var bar = Bar(row, wanted);
            var (near, similar) = (new List<int>(2 * wanted), new List<float>(2 * wanted));
            for (var other = 0; other < count; other++)
            {
                if (row[other] >= bar && other != sample)
                {
                    near.Add(other);
                    similar.Add(-row[other]);
                }
            }

            (samples[sample], values[sample]) = ([.. near], [.. similar]);
            Array.Sort(values[sample], samples[sample]);
            System.Numerics.Tensors.TensorPrimitives.Negate(values[sample], values[sample]);
        });
        return new NeighbourLists(samples, values);
    }

    /// <summary>Neighbours of a sample: all whose cosine is at least the last one's.</summary>
    public ReadOnlySpan<int> Of(int sample) => _samples[sample];

    /// <summary>Their cosines, descending.</summary>
    public ReadOnlySpan<float> CosinesOf(int sample) => _cosines[sample];

    // About so many values of the row are at least this.
    private static float Bar(ReadOnlySpan<float> row, int wanted)
    {
        Span<float> some = stackalloc float[(row.Length + Stride - 1) / Stride];
        for (var i = 0; i < some.Length; i++)
        {
            some[i] = row[i * Stride];
        }

        some.Sort();
        return some[^Math.Min(some.Length, (wanted / Stride) + 1)];
    }
}
