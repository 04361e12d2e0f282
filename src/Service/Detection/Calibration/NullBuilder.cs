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

    private const int DamagedDrawCount = 32;

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
        var columns = MetricCatalogue.Measured.SelectMany(Columns).ToArray();
        var values = sizes.Select(_ => columns.Select(_ => new float[options.NullDraws]).ToArray()).ToArray();
        var damaged = sizes.Select(_ => DamagedDraws.Kinds.Select(_ => columns.Select(_ => new float[DamagedDrawCount]).ToArray()).ToArray()).ToArray();
        var recalls = sizes.Select(_ => population.Labels.Names.Select(_ => new float[options.NullDraws]).ToArray()).ToArray();
        var done = 0;
        Parallel.For(
            0,
            options.NullDraws,
            ComputeThreads.Loop(cancellation),
            () => new Workspace(),
            (draw, _, workspace) =>
            {
                var random = new SeededRandom(options.Seed, Streams.Draws + (ulong)draw);
                int[] order = [.. random.Permutation(units.Length).SelectMany(unit => units[unit])];
                for (var size = 0; size < sizes.Length; size++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var drawn = new Draw(population, order.AsMemory(0, sizes[size]), workspace);
                    Measure(drawn, columns, values[size], draw);
                    MeasureLabels(drawn, recalls[size], draw);
                    for (var kind = 0; draw < DamagedDrawCount && kind < DamagedDraws.Kinds.Count; kind++)
                    {
                        var chance = new SeededRandom(options.Seed, Streams.Damage + (16 * (ulong)draw) + (ulong)kind);
                        var hurt = damage.Make(DamagedDraws.Kinds[kind], order, sizes[size], chance, workspace);
                        Measure(hurt, columns, damaged[size][kind], draw, DamagedDraws.SparesWords(DamagedDraws.Kinds[kind]) ? values[size] : null);
                    }
                }

                progress?.Report((double)Interlocked.Increment(ref done) / options.NullDraws);
                return workspace;
            },
            _ => { });
        return [.. sizes.Select((size, i) => Filled(size, columns, values[i], damaged[i]) with { Recalls = [.. recalls[i].Select(RecallMoments.Of)] })];
    }

    // Where words were spared, their figures are those of the undamaged draw.
    private static void Measure(
        Draw draw, (IMetric Metric, NullColumn Column)[] columns, float[][] values, int index, float[][]? spared = null)
    {
        for (var c = 0; c < columns.Length; c++)
        {
            values[c][index] = spared is not null && columns[c].Metric.Budget != BudgetUnit.None
                ? spared[c][index]
                : (float)columns[c].Metric.Measure(draw, columns[c].Column.Budget);
        }
    }

    private static void MeasureLabels(Draw draw, float[][] recalls, int index)
    {
        for (var label = 0; label < recalls.Length; label++)
        {
            recalls[label][index] = (float)draw.Pairs.LabelRecalls[label];
        }
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

    private static NullTable Filled(int size, (IMetric Metric, NullColumn Column)[] columns, float[][] values, float[][][] damaged)
    {
        var kept = Enumerable.Range(0, columns.Length).Where(c => values[c].All(float.IsFinite)).ToArray();
        var shifts = new SortedList<DamageKind, float[]>();
        for (var kind = 0; kind < damaged.Length; kind++)
        {
            shifts.Add(DamagedDraws.Kinds[kind], [.. kept.Select(c => Shift(values[c], damaged[kind][c]))]);
        }

        return new NullTable(size, [.. kept.Select(c => columns[c].Column)], [.. kept.Select(c => values[c])], shifts);
    }

    // Damaged and undamaged draws come in pairs from one random order, so that few are enough.
    private static float Shift(float[] values, float[] damaged)
    {
        var differences = damaged.Zip(values, (hurt, whole) => (double)hurt - whole).Where(double.IsFinite).ToArray();
        return differences.Length == 0 ? 0 : (float)differences.Average();
    }
}
