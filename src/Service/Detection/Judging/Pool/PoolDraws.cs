using Detector.Detection.Calibration;
using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>
/// Draws random sets of a batch's size from the batch and B together, and measures them and the batch on one path. Draw s depends on
/// the seed and s only.
/// </summary>
internal static class PoolDraws
{
    // Draws from B alone, of which only the mean is wanted.
    private const int OwnDraws = 32;

    /// <summary>The columns that the batch and every draw could fill.</summary>
    /// <param name="pool">The samples.</param>
    /// <param name="count">Number of draws.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<PoolColumn> Measure(SamplePool pool, int count, ulong seed, CancellationToken cancellation)
    {
        var batch = new Draw(pool.Population, pool.Batch, new Workspace());
        var columns = MetricCatalogue.Measured.Where(metric => pool.HasTexts || metric.Budget == BudgetUnit.None)
            .SelectMany(NullBuilder.Columns)
            .Select(entry => (entry.Metric, entry.Column.Budget, Value: entry.Metric.Measure(batch, entry.Column.Budget)))
            .Where(entry => double.IsFinite(entry.Value))
            .Select(entry => new PoolColumn(entry.Metric, entry.Budget, entry.Value, new double[count], double.NaN))
            .ToArray();
        var own = columns.Select(_ => new double[Math.Min(OwnDraws, count)]).ToArray();
        Parallel.For(
            0,
            count,
            ComputeThreads.Loop(cancellation),
            () => new Workspace(),
            (draw, _, workspace) =>
            {
                var order = new SeededRandom(seed, Streams.PoolDraws + (ulong)draw).Permutation(pool.Population.Count);
                var drawn = new Draw(pool.Population, order.AsMemory(0, pool.BatchCount), workspace);
                for (var c = 0; c < columns.Length; c++)
                {
                    columns[c].Draws[draw] = columns[c].Metric.Measure(drawn, columns[c].Budget);
                }

                if (draw < OwnDraws)
                {
                    MeasureOwn(pool, order, columns, own, draw, workspace);
                }

                return workspace;
            },
            _ => { });
        return
        [
            .. columns.Select((column, c) => column with { Own = own[c].Average() })
                .Where(column => column.Draws.All(double.IsFinite)),
        ];
    }

    private static void MeasureOwn(SamplePool pool, int[] order, PoolColumn[] columns, double[][] own, int draw, Workspace workspace)
    {
        var members = order.Where(sample => sample < pool.ReferenceCount).Take(pool.BatchCount).ToArray();
        var drawn = new Draw(pool.Population, members, workspace);
        for (var c = 0; c < columns.Length; c++)
        {
            own[c][draw] = columns[c].Metric.ComparesWithRest ? double.NaN : columns[c].Metric.Measure(drawn, columns[c].Budget);
        }
    }
}
