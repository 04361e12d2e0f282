using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Calibration;

/// <summary>
/// Draws the nulls: subsets of B without replacement, never with (duplicates would bias every diversity figure), measured on the
/// path that batches take. Draws of different sizes are nested, and draw s depends on the seed and s only.
/// </summary>
internal static class NullBuilder
{
    /// <summary>Most samples of B that draws are made from; bounds the memory for their cosines.</summary>
    public const int MaximumPopulation = 4096;

    private const int MostDamagedDraws = 32;
    private const int FewestDamagedDraws = 8;
    private const int ListedSize = 256;

    private static readonly int[] Sizes = [16, 32, 64, 128, 256, 512, 1024, 2048];
    private static readonly int[] WordBudgets = [64, 256, 1024, 4096, 16384, 65536];
    private static readonly int[] ByteBudgets = [512, 2048, 8192, 32768];

    /// <summary>Measures the nulls of every size up to half of the population.</summary>
    /// <param name="population">The samples of B.</param>
    /// <param name="damage">Damages draws from them.</param>
    /// <param name="units">What is drawn whole: single samples, or the outputs to one prompt.</param>
    /// <param name="options">Seed and number of draws.</param>
    /// <param name="progress">Told the share done; null for none.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<NullTable> Build(
        Population population, DamagedDraws damage, int[][] units, ReferenceOptions options, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var sizes = Sizes.Where(size => 2 * size <= population.Count).DefaultIfEmpty(population.Count / 2).ToArray();
        var orders = Orders(units, options, cancellation);
        var measured = new NullMeasurement(population, damage, options, sizes, sizes.Select(DamagedDrawCount).ToArray())
        {
            Kernels = [.. sizes.Select(size => size < ListedSize ? null : DrawKernels.Means(population, orders, size, cancellation))],
            Neighbours = sizes[^1] < ListedSize
                ? null
                : NeighbourLists.Of(population.AllCosines, population.Count, ListedSize, FittedSupport.Neighbour, cancellation),
        };
        var done = 0;
        Parallel.For(
            0,
            options.NullDraws,
            ComputeThreads.Loop(cancellation),
            () => new Workspace(),
            (draw, _, workspace) =>
            {
                measured.Measure(orders[draw], draw, workspace, cancellation);
                measured.MeasureDamaged(orders[draw], draw, workspace, cancellation);
                progress?.Report((double)Interlocked.Increment(ref done) / options.NullDraws);
                return workspace;
            },
            _ => { });
        return measured.Tables();
    }

    // What a damage does to a figure scatters by one over the root of the size, so that fewer of the larger draws tell as much.
    private static int DamagedDrawCount(int size) => Math.Clamp(MostDamagedDraws * ListedSize / size, FewestDamagedDraws, MostDamagedDraws);

    private static int[][] Orders(int[][] units, ReferenceOptions options, CancellationToken cancellation)
    {
        var orders = new int[options.NullDraws][];
        Parallel.For(0, orders.Length, ComputeThreads.Loop(cancellation), draw =>
        {
            var random = new SeededRandom(options.Seed, Streams.Draws + (ulong)draw);
            orders[draw] = [.. random.Permutation(units.Length).SelectMany(unit => units[unit])];
        });
        return orders;
    }

    /// <summary>The columns of a metric, ascending in budget.</summary>
    public static IEnumerable<(IMetric Metric, NullColumn Column)> Columns(IMetric metric)
    {
        int[] budgets = metric.Budget switch
        {
            BudgetUnit.Words => WordBudgets,
            BudgetUnit.Bytes => ByteBudgets,
            _ => [0],
        };
        return budgets.Select(budget => (metric, new NullColumn(metric.Description.Name, budget)));
    }
}
