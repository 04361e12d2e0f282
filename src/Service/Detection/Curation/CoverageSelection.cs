using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Curation;

/// <summary>
/// Selects candidates that cover the reference in its own proportions. A stratum is what lies in one cell of the reference and in one band of
/// its sparsity; each gets the reference's share of the selection, so that sparse parts are filled up and neither the middle nor outliers gain.
/// Of a stratum's candidates a uniform random choice of bounded size is kept as they come; of these one is taken at random, and then, by the
/// rule for k-center, one after the other the farthest from what is taken (Gonzalez 1985: no farther from it than twice the least possible).
/// </summary>
internal sealed class CoverageSelection
{
    private const int PoolPerSelected = 4;
    private const int SmallestPool = 16;

    // Shares of the reference that are at most as sparse as each band; what is sparser still has the last one.
    private static readonly double[] Bands = [0.5, 0.9, 0.995];

    private readonly int _wanted;
    private readonly ulong _seed;
    private readonly float[] _edges;
    private readonly int[] _capacities;
    private readonly double[] _shares;
    private readonly PriorityQueue<(long Index, float[] Row), long>[] _pools;

    /// <summary>Starts without candidates.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="wanted">Candidates to select.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    public CoverageSelection(ReferenceDistribution reference, int wanted, ulong seed)
    {
        _wanted = wanted;
        _seed = seed;
        var placement = reference.State.NullPlacement;
        double[] scores = [.. placement.TailScores.Select(score => (double)score).Order()];
        _edges = [.. Bands.Select(band => (float)Quantiles.Of(scores, band))];
        _shares = new double[reference.CellCount * (Bands.Length + 1)];
        for (var sample = 0; sample < scores.Length; sample++)
        {
            _shares[Stratum(placement.Cells[sample], placement.TailScores[sample])] += 1.0 / scores.Length;
        }

        _capacities = [.. _shares.Select(share => Math.Max(SmallestPool, (int)Math.Ceiling(PoolPerSelected * share * wanted)))];
        _pools = [.. _shares.Select(_ => new PriorityQueue<(long, float[]), long>())];
    }

    /// <summary>Offers a candidate.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="cell">Its cell.</param>
    /// <param name="tailScore">How sparse the reference is where it lies.</param>
    /// <param name="row">Its embedding.</param>
    public void Offer(long index, int cell, float tailScore, ReadOnlySpan<float> row)
    {
        var stratum = Stratum(cell, tailScore);

        // The queue gives its smallest first, so that the largest priorities go when it is full.
        var priority = -ReservoirPriority.Of(_seed, stratum, index);
        var pool = _pools[stratum];
        if (pool.Count < _capacities[stratum])
        {
            pool.Enqueue((index, row.ToArray()), priority);
        }
        else if (pool.TryPeek(out _, out var least) && priority > least)
        {
            pool.DequeueEnqueue((index, row.ToArray()), priority);
        }
    }

    /// <summary>The indices of the selected candidates, ascending; fewer than wanted where the strata with candidates hold no more.</summary>
    public IReadOnlyList<long> Select()
    {
        var quotas = Quotas();
        var selected = new long[_pools.Length][];
        Parallel.For(0, _pools.Length, ComputeThreads.Loop(), stratum =>
        {
            var pool = _pools[stratum].UnorderedItems.OrderByDescending(item => item.Priority).ThenBy(item => item.Element.Index);
            selected[stratum] = Spread([.. pool.Select(item => item.Element)], quotas[stratum]);
        });
        return [.. selected.SelectMany(indices => indices).Order()];
    }

    private int Stratum(int cell, float tailScore)
    {
        var band = 0;
        while (band < _edges.Length && tailScore > _edges[band])
        {
            band++;
        }

        return (cell * (Bands.Length + 1)) + band;
    }

    // Shares of the selection, as far as there are candidates; what a stratum lacks goes to the others by their shares.
    private int[] Quotas()
    {
        var quotas = new int[_pools.Length];
        for (var left = Math.Min(_wanted, _pools.Sum(pool => pool.Count)); left > 0;)
        {
            int[] open = [.. Enumerable.Range(0, quotas.Length).Where(stratum => quotas[stratum] < _pools[stratum].Count)];
            var mass = open.Sum(Weight);
            var (passed, given) = (0.0, 0);

            // Rounded along the strata, so that those of a cell together come to its share though each is less than one.
            foreach (var stratum in open)
            {
                var before = (int)Math.Round(passed / mass * left);
                passed += Weight(stratum);
                var more = Math.Min((int)Math.Round(passed / mass * left) - before, _pools[stratum].Count - quotas[stratum]);
                quotas[stratum] += more;
                given += more;
            }

            left -= given;
        }

        return quotas;
    }

    // Strata that the reference has none of come last.
    private double Weight(int stratum) => Math.Max(_shares[stratum], 1e-9);

    // The first of a random order, each next one the farthest from all before (k-center).
    private static long[] Spread((long Index, float[] Row)[] pool, int quota)
    {
        var selected = new long[quota];
        var nearest = new float[pool.Length];
        for (var turn = 0; turn < quota; turn++)
        {
            var next = turn == 0 ? 0 : TensorPrimitives.IndexOfMin<float>(nearest);
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
