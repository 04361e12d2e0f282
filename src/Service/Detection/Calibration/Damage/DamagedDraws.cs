using Detector.Detection.Measuring;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>
/// Draws from B as null draws are made, then damaged by a known dose. What the dose does to a metric on average, against the
/// undamaged draw from the same random order, is the direction in which that damage is looked for.
/// </summary>
internal sealed class DamagedDraws
{
    /// <summary>Share of the outputs, or of the way to the middle, that is lost in every kind but sharpening.</summary>
    public const double Dose = 0.1;

    // Shares p become p^1.35: for Zipf shares over ten topics the largest grows from .34 to .47.
    private const double SharpeningExponent = 1.35;
    private readonly Population _population;
    private readonly Population _contracted;
    private readonly bool[] _sparse;
    private readonly bool[] _outer;
    private readonly Placement _foreign;
    private readonly int[] _topics;
    private readonly double[] _topicKept;

    /// <summary>Prepares the damage.</summary>
    /// <param name="population">The samples of B.</param>
    /// <param name="support">What is fitted to A.</param>
    /// <param name="seed">Seed of the topics, which are groups of cells.</param>
    /// <param name="cancellation">Stops the work.</param>
    public DamagedDraws(Population population, FittedSupport support, ulong seed, CancellationToken cancellation)
    {
        _population = population;
        var twins = Contract(population.Drawable, support.Embeddings);
        _contracted = Population.OfTwins(
            population.Drawable, population.Placement, twins, support.Place(twins, cancellation), population.Words, population.Scales,
            population.Labels, cancellation);
        var samples = Enumerable.Range(0, population.Count).ToArray();
        _sparse = Largest([.. samples.Select(sample => (double)population.Placement.TailScores[sample])]);
        _outer = Largest([.. samples.Select(sample => -(double)population.Placement.Centres[sample])]);
        _foreign = support.PlaceForeign(population.Drawable, cancellation);
        _topics = Topics(support, seed, cancellation);
        _topicKept = KeptOfTopics();
    }

    /// <summary>Every kind of damage.</summary>
    public static IReadOnlyList<DamageKind> Kinds { get; } = Enum.GetValues<DamageKind>();

    /// <summary>Whether damage of a kind leaves the words of the outputs as they are.</summary>
    public static bool SparesWords(DamageKind kind) => kind == DamageKind.Contraction;

    /// <summary>A damaged draw.</summary>
    /// <param name="kind">The damage.</param>
    /// <param name="order">All samples in random order; an undamaged draw takes the first ones.</param>
    /// <param name="size">Samples of the draw, at most half of the population.</param>
    /// <param name="random">Makes what choices the damage has.</param>
    /// <param name="workspace">Buffers of this thread.</param>
    public Draw Make(DamageKind kind, int[] order, int size, SeededRandom random, Workspace workspace)
    {
        var chosen = kind is DamageKind.RegionLoss or DamageKind.Intrusion ? Regions(random) : [];
        return kind switch
        {
            DamageKind.Contraction => new Draw(
                _contracted, order.AsSpan(0, size).ToArray().Select(sample => sample + _population.Count).ToArray(), workspace),
            DamageKind.TailLoss => Kept(order, size, sample => !_sparse[sample], workspace),
            DamageKind.OuterLoss => Kept(order, size, sample => !_outer[sample], workspace),
            DamageKind.RegionLoss => Kept(order, size, sample => !chosen[sample], workspace),
            DamageKind.Intrusion => Invaded(order, size, chosen, workspace),
            DamageKind.Sharpening => Kept(order, size, Sharpened(random), workspace),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    // Where too few are left, as in a large draw from a small B, the others fill up and the dose falls short.
    private Draw Kept(int[] order, int size, Func<int, bool> keep, Workspace workspace)
    {
        var kept = order.Where(keep).Take(size).ToArray();
        if (kept.Length < size)
        {
            var taken = kept.ToHashSet();
            kept = [.. kept, .. order.Where(sample => !taken.Contains(sample)).Take(size - kept.Length)];
        }

        return new Draw(_population, kept, workspace);
    }

    // Samples of some regions take the place of a share of the others, as if A and B lacked these regions.
    private Draw Invaded(int[] order, int size, bool[] foreign, Workspace workspace)
    {
        var intruders = (int)Math.Round(Dose * size);
        var (own, invading) = (size - intruders, intruders);
        var members = order.Where(sample => foreign[sample] ? invading-- > 0 : own-- > 0).ToArray();
        return new Draw(_population.WithForeign(foreign, _population.Placement.Replaced(foreign, _foreign)), members, workspace);
    }

    // The samples of regions taken at random, together at least the dose.
    private bool[] Regions(SeededRandom random)
    {
        var chosen = new bool[_population.AnchorCells.Length];
        var left = Dose * _population.Count;
        foreach (var cell in random.Permutation(chosen.Length))
        {
            chosen[cell] = left > 0;
            left -= chosen[cell] ? _population.AnchorCells[cell] : 0;
        }

        return [.. _population.Placement.Cells.Select(cell => chosen[cell])];
    }

    private Func<int, bool> Sharpened(SeededRandom random) =>
        sample => random.NextDouble() < _topicKept[_topics[_population.Placement.Cells[sample]]];

    // Cells are of about equal size, as k-means makes them; it is the topics they make up that are frequent or rare.
    private static int[] Topics(FittedSupport support, ulong seed, CancellationToken cancellation)
    {
        var centroids = support.Cells.Centroids;
        var topics = (int)Math.Ceiling(Math.Sqrt(centroids.Count));
        return SphericalKMeans.Fit(centroids, topics, seed, cancellationToken: cancellation).AssignAll(centroids);
    }

    private double[] KeptOfTopics()
    {
        var masses = new double[_topics.Max() + 1];
        for (var cell = 0; cell < _topics.Length; cell++)
        {
            masses[_topics[cell]] += _population.AnchorCells[cell];
        }

        return [.. masses.Select(mass => Math.Pow(mass / masses.Max(), SharpeningExponent - 1))];
    }

    private static bool[] Largest(double[] values)
    {
        var marks = new bool[values.Length];
        foreach (var index in Enumerable.Range(0, values.Length).OrderByDescending(index => values[index]).Take((int)(Dose * values.Length)))
        {
            marks[index] = true;
        }

        return marks;
    }

    private static EmbeddingMatrix Contract(EmbeddingMatrix rows, EmbeddingMatrix fitted)
    {
        var centre = fitted.Mean();
        var moved = new float[rows.Values.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            var target = moved.AsSpan(i * rows.Dimension, rows.Dimension);
            System.Numerics.Tensors.TensorPrimitives.Lerp(rows.Row(i), centre, (float)Dose, target);
            EmbeddingMatrix.Normalize(target);
        }

        return new EmbeddingMatrix(moved, rows.Dimension);
    }
}
