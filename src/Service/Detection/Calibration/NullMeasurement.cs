using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Calibration;

/// <summary>What null draws and damaged draws of several sizes showed. A draw is measured by one thread, different ones by several.</summary>
internal sealed class NullMeasurement
{
    private readonly Population _population;
    private readonly DamagedDraws _damage;
    private readonly ulong _seed;
    private readonly int[] _sizes;
    private readonly (IMetric Metric, NullColumn Column)[] _columns = [.. MetricCatalogue.Measured.SelectMany(NullBuilder.Columns)];

    // By size, column and draw; by size, kind, column and draw; by size, label and draw.
    private readonly float[][][] _values;
    private readonly float[][][][] _damaged;
    private readonly float[][][] _recalls;

    /// <summary>Makes room.</summary>
    /// <param name="population">Where the draws are from.</param>
    /// <param name="damage">Damages draws.</param>
    /// <param name="options">Seed and number of draws.</param>
    /// <param name="sizes">Sizes of the draws, ascending, each twice the one before.</param>
    /// <param name="damagedDraws">Damaged draws of each kind, by size, not ascending.</param>
    public NullMeasurement(Population population, DamagedDraws damage, ReferenceOptions options, int[] sizes, int[] damagedDraws)
    {
        (_population, _damage, _seed, _sizes) = (population, damage, options.Seed, sizes);
        _values = [.. sizes.Select(_ => Columns(options.NullDraws))];
        _damaged = [.. damagedDraws.Select(draws => DamagedDraws.Kinds.Select(_ => Columns(Math.Min(options.NullDraws, draws))).ToArray())];
        _recalls = [.. sizes.Select(_ => population.Labels.Names.Select(_ => new float[options.NullDraws]).ToArray())];
    }

    /// <summary>Mean kernels of the draws, by size and draw; null for sizes at which each draw is to measure its own.</summary>
    public required double[]?[] Kernels { get; init; }

    /// <summary>Neighbours in the population; needed where kernels are known.</summary>
    public required NeighbourLists? Neighbours { get; init; }

    /// <summary>Measures the nested draws of one random order.</summary>
    public void Measure(int[] order, int draw, Workspace workspace, CancellationToken cancellation)
    {
        Draw? half = null;
        for (var size = 0; size < _sizes.Length; size++)
        {
            cancellation.ThrowIfCancellationRequested();
            half = new Draw(_population, order.AsMemory(0, _sizes[size]), workspace)
            {
                FirstHalf = half,
                Known = Kernels[size] is { } means ? (means[draw], Neighbours!) : null,
            };
            Measure(half, _values[size], draw);
            for (var label = 0; label < _recalls[size].Length; label++)
            {
                _recalls[size][label][draw] = (float)half.Pairs.LabelRecalls[label];
            }
        }
    }

    /// <summary>Measures the same damaged, after <see cref="Measure(int[], int, Workspace, CancellationToken)"/>, as often as each size asks for.</summary>
    public void MeasureDamaged(int[] order, int draw, Workspace workspace, CancellationToken cancellation)
    {
        for (var size = 0; size < _sizes.Length && draw < _damaged[size][0][0].Length; size++)
        {
            for (var kind = 0; kind < DamagedDraws.Kinds.Count; kind++)
            {
                cancellation.ThrowIfCancellationRequested();
                var chance = new SeededRandom(_seed, Streams.Damage + (16 * (ulong)draw) + (ulong)kind);
                var hurt = _damage.Make(DamagedDraws.Kinds[kind], order, _sizes[size], chance, workspace);
                Measure(hurt, _damaged[size][kind], draw, DamagedDraws.SparesWords(DamagedDraws.Kinds[kind]) ? _values[size] : null);
            }
        }
    }

    /// <summary>The nulls, when all draws are measured.</summary>
    public IReadOnlyList<NullTable> Tables() =>
        [.. _sizes.Select((size, i) => Table(size, _values[i], _damaged[i]) with { Recalls = [.. _recalls[i].Select(RecallMoments.Of)] })];

    private float[][] Columns(int draws) => [.. _columns.Select(_ => new float[draws])];

    // Where words were spared, their figures are those of the undamaged draw.
    private void Measure(Draw draw, float[][] values, int index, float[][]? spared = null)
    {
        for (var c = 0; c < _columns.Length; c++)
        {
            values[c][index] = spared is not null && _columns[c].Metric.Budget != BudgetUnit.None
                ? spared[c][index]
                : (float)_columns[c].Metric.Measure(draw, _columns[c].Column.Budget);
        }
    }

    private NullTable Table(int size, float[][] values, float[][][] damaged)
    {
        var kept = Enumerable.Range(0, _columns.Length).Where(c => values[c].All(float.IsFinite)).ToArray();
        var shifts = new SortedList<DamageKind, float[]>();
        for (var kind = 0; kind < damaged.Length; kind++)
        {
            shifts.Add(DamagedDraws.Kinds[kind], [.. kept.Select(c => Shift(values[c], damaged[kind][c]))]);
        }

        return new NullTable(size, [.. kept.Select(c => _columns[c].Column)], [.. kept.Select(c => values[c])], shifts);
    }

    // Damaged and undamaged draws come in pairs from one random order, so that few are enough.
    private static float Shift(float[] values, float[] damaged)
    {
        var differences = damaged.Zip(values, (hurt, whole) => (double)hurt - whole).Where(double.IsFinite).ToArray();
        return differences.Length == 0 ? 0 : (float)differences.Average();
    }
}
