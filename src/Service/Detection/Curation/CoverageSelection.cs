using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;
using Detector.Detection.Sequential;

namespace Detector.Detection.Curation;

/// <summary>
/// Selects candidates so that they cover the reference. Each cell gets its share of the selection. Of a cell's candidates a uniform random
/// choice of bounded size is kept as they come; of these the rule for k-center takes one after the other the farthest from what is taken
/// (Gonzalez 1985: no farther from it than twice the least possible).
/// </summary>
internal sealed class CoverageSelection
{
    private const int PoolPerSelected = 4;
    private const int SmallestPool = 32;
    private readonly EmbeddingMatrix _centroids;
    private readonly int _wanted;
    private readonly ulong _seed;
    private readonly int[] _capacities;
    private readonly double[] _shares;
    private readonly PriorityQueue<(long Index, float[] Row), long>[] _pools;

    /// <summary>Starts without candidates.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="shares">Share of the reference in each cell.</param>
    /// <param name="wanted">Candidates to select.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    public CoverageSelection(ReferenceDistribution reference, double[] shares, int wanted, ulong seed)
    {
        _centroids = reference.State.Support.Cells.Centroids;
        _shares = shares;
        _wanted = wanted;
        _seed = seed;
        _capacities = [.. shares.Select(share => Math.Max(SmallestPool, (int)Math.Ceiling(PoolPerSelected * share * wanted)))];
        _pools = [.. shares.Select(_ => new PriorityQueue<(long, float[]), long>())];
    }

    /// <summary>Offers a candidate.</summary>
    public void Offer(long index, int cell, ReadOnlySpan<float> row)
    {
        // The queue gives its smallest first, so that the largest priorities go when it is full.
        var priority = -ReservoirPriority.Of(_seed, cell, index);
        var pool = _pools[cell];
        if (pool.Count < _capacities[cell])
        {
            pool.Enqueue((index, row.ToArray()), priority);
        }
        else if (pool.TryPeek(out _, out var least) && priority > least)
        {
            pool.DequeueEnqueue((index, row.ToArray()), priority);
        }
    }

    /// <summary>The indices of the selected candidates, ascending; fewer than wanted where the cells with candidates hold no more.</summary>
    public IReadOnlyList<long> Select()
    {
        var quotas = Quotas();
        var selected = new long[_pools.Length][];
        Parallel.For(0, _pools.Length, ComputeThreads.Loop(), cell =>
        {
            var pool = _pools[cell].UnorderedItems.Select(item => item.Element).OrderBy(item => item.Index).ToArray();
            selected[cell] = Spread(pool, _centroids.Row(cell), quotas[cell]);
        });
        return [.. selected.SelectMany(indices => indices).Order()];
    }

    // Shares of the selection, as far as there are candidates; what a cell lacks goes to the others by their shares.
    private int[] Quotas()
    {
        var quotas = new int[_pools.Length];
        var left = Math.Min(_wanted, _pools.Sum(pool => pool.Count));
        while (left > 0)
        {
            int[] open = [.. Enumerable.Range(0, quotas.Length).Where(cell => quotas[cell] < _pools[cell].Count)];
            var mass = open.Sum(cell => Math.Max(_shares[cell], 1e-9));
            var given = 0;
            foreach (var cell in open.OrderByDescending(cell => _shares[cell]).ThenBy(cell => cell))
            {
                var more = Math.Min((int)Math.Round(left * Math.Max(_shares[cell], 1e-9) / mass), _pools[cell].Count - quotas[cell]);
                more = Math.Min(more, left - given);
                quotas[cell] += more;
                given += more;
            }

            // Too few are left to share out by rounding: the largest cells with room take one each.
            foreach (var cell in open.OrderByDescending(cell => _shares[cell]).ThenBy(cell => cell).Where(_ => given == 0).Take(left).ToArray())
            {
                quotas[cell]++;
                left--;
            }

            left -= given;
        }

        return quotas;
    }

    // The first is the one nearest to the middle of the cell, each next one the farthest from all before (k-center).
    private static long[] Spread((long Index, float[] Row)[] pool, ReadOnlySpan<float> middle, int quota)
    {
        var selected = new long[quota];
        var nearest = new float[pool.Length];
        for (var i = 0; i < pool.Length; i++)
        {
            nearest[i] = -TensorPrimitives.Dot(pool[i].Row, middle);
        }

        for (var turn = 0; turn < quota; turn++)
        {
            var next = TensorPrimitives.IndexOfMin<float>(nearest);
            selected[turn] = pool[next].Index;
            for (var i = 0; i < pool.Length; i++)
            {
                var cosine = TensorPrimitives.Dot<float>(pool[i].Row, pool[next].Row);
                nearest[i] = turn == 0 ? cosine : Math.Max(nearest[i], cosine);
            }

            // Never twice.
            nearest[next] = float.PositiveInfinity;
        }

        return selected;
    }
}
