using Detector.Detection.Metrics;

namespace Detector.Detection.Calibration;

/// <summary>The nulls of a reference: tables on a grid of sizes, interpolated and widened for the batch at hand.</summary>
/// <param name="Tables">The tables, ascending in size, at least one.</param>
/// <param name="PopulationSize">Number of samples of B that were drawn from.</param>
internal sealed record NullSet(IReadOnlyList<NullTable> Tables, int PopulationSize)
{
    /// <summary>
    /// How many independent samples the population is worth: fewer than it has where several answer one prompt and are drawn singly,
    /// since its own error is then that of so few.
    /// </summary>
    public double Independent { get; init; } = PopulationSize;

    /// <summary>Smallest batch that can be judged.</summary>
    public int MinimumSize => Tables[0].Size;

    /// <summary>Largest batch that is measured in one piece; larger ones are measured in pieces.</summary>
    public int MaximumSize => Tables[^1].Size;

    /// <summary>Largest budget, up to what the batch allows, at which a metric has nulls around a size; null when none.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="size">Samples measured together.</param>
    /// <param name="defined">Whether the batch has a value at a budget.</param>
    public int? BudgetFor(string metric, int size, Func<int, bool> defined)
    {
        var nearest = Around(size, 2);
        return nearest[0].BudgetsOf(metric).Intersect(nearest[^1].BudgetsOf(metric)).OrderDescending()
            .Cast<int?>().FirstOrDefault(budget => defined(budget!.Value));
    }

    /// <summary>The null of a column.</summary>
    /// <param name="column">Which metric and budget.</param>
    /// <param name="direction">Which way is worse.</param>
    /// <param name="size">Samples measured together.</param>
    /// <param name="total">Samples of the whole batch, over whose pieces the value was averaged.</param>
    /// <param name="factor">Multiplies the draws, as it does the value.</param>
    /// <remarks>
    /// Draws from B scatter less around B's own figure than a batch does: with f = n/|B|, by (1 - f) against (1 + f) in variance
    /// for a mean (finite population, and B's own error). The draws are widened by the root of
    /// (1/total + 1/|B|) / (1/size - 1/|B|), which also covers averages over pieces; where outputs to one prompt are drawn singly,
    /// B's own error is that of <see cref="Independent"/> samples.
    /// </remarks>
    public NullDistribution? Of(NullColumn column, Direction direction, int size, int total, double factor = 1)
    {
        var nearest = Around(size, 2);
        if (nearest.Any(table => table.Of(column) is null))
        {
            return null;
        }

        // At a budget a figure hardly depends on the size; without one it can bend too much for a straight line.
        var wide = Around(size, column.Budget > 0 ? 2 : 4).Where(table => table.Of(column) is not null).ToArray();
        var centre = Interpolate(column, size, wide, draws => Moments(draws).Median);
        var spread = Interpolate(column, size, nearest, draws => Moments(draws).Deviation) * Widening(size, total);
        var shape = nearest.MinBy(table => Math.Abs(Math.Log((double)table.Size / size)))!.Of(column)!;
        var (shapeMedian, shapeDeviation) = Moments(shape);
        var stretch = shapeDeviation > 0 ? spread / shapeDeviation : 0;
        var floor = shape.Min() >= 0 ? 0 : double.NegativeInfinity;
        return new NullDistribution(
            [.. shape.Select(draw => factor * Math.Max(floor, centre + (stretch * (draw - shapeMedian))))], direction, 1.0 / total);
    }

    /// <summary>
    /// What turns a figure of batches of a size into that of the largest batches with nulls: the ratio of the medians, by which the
    /// reference's own samples show how much of a figure is owed to the size.
    /// </summary>
    public double SizeFactor(NullColumn column, int size)
    {
        var wide = Around(size, 4).Where(table => table.Of(column) is not null).ToArray();
        var median = wide.Length > 0 ? Interpolate(column, size, wide, draws => Moments(draws).Median) : 0;
        return median > 0 && Tables[^1].Of(column) is { } largest ? Moments(largest).Median / median : 1;
    }

    /// <summary>What the usual dose of a kind of damage adds to a column at a size, on average; 0 where it is not known.</summary>
    public double Shift(DamageKind kind, NullColumn column, int size)
    {
        var tables = Around(size, 2).Where(table => table.ShiftOf(kind, column) is not null).ToArray();
        return tables.Length == 0
            ? 0
            : Lagrange(
                Math.Log(size), [.. tables.Select(table => Math.Log(table.Size))],
                [.. tables.Select(table => (double)table.ShiftOf(kind, column)!.Value)]);
    }

    /// <summary>How the recall of a label is distributed; parameters as for <see cref="Of"/>.</summary>
    /// <param name="label">Number of the label in <see cref="SubsetLabels"/>.</param>
    /// <param name="size">Samples measured together.</param>
    /// <param name="total">Samples of the whole batch.</param>
    /// <returns>Mean, NaN where it is not known, and deviation, widened.</returns>
    public RecallMoments RecallOf(int label, int size, int total)
    {
        double At(int points, Func<RecallMoments, double> figure)
        {
            var tables = Around(size, points);
            double[] sizes = [.. tables.Select(table => Math.Log(table.Size))];
            return Lagrange(Math.Log(size), sizes, [.. tables.Select(table => figure(table.Recalls[label]))]);
        }

        return new RecallMoments(
            Math.Clamp(At(4, moments => moments.Mean), 0, 1), Math.Max(0, At(2, moments => moments.Deviation)) * Widening(size, total));
    }

    // Positive figures follow powers of the size more nearly than polynomials in its logarithm.
    private static double Interpolate(NullColumn column, int size, NullTable[] tables, Func<float[], double> of)
    {
        double[] sizes = [.. tables.Select(table => Math.Log(table.Size))];
        double[] figures = [.. tables.Select(table => of(table.Of(column)!))];
        var value = figures.All(figure => figure > 0)
            ? Math.Exp(Lagrange(Math.Log(size), sizes, [.. figures.Select(figure => Math.Log(figure))]))
            : Lagrange(Math.Log(size), sizes, figures);

        // A curve through four sizes can swing beyond the two that a size lies between, where a figure has reached its limit.
        var below = Array.FindLastIndex(sizes, known => known <= Math.Log(size));
        return below >= 0 && below + 1 < figures.Length
            ? Math.Clamp(value, Math.Min(figures[below], figures[below + 1]), Math.Max(figures[below], figures[below + 1]))
            : value;
    }

    /// <summary>Factor by which draws of a size are widened for a batch of a total.</summary>
    public double Widening(int size, int total) =>
        Math.Sqrt(((1.0 / total) + (1.0 / Independent)) / ((1.0 / size) - (1.0 / PopulationSize)));

    // The tables nearest to a size on both sides; one when the size is on the grid.
    private NullTable[] Around(int size, int points)
    {
        var exact = Tables.FirstOrDefault(table => table.Size == size);
        if (exact is not null)
        {
            return [exact];
        }

        var above = Tables.TakeWhile(table => table.Size < size).Count();
        var first = Math.Clamp(above - (points / 2), 0, Math.Max(0, Tables.Count - points));
        return [.. Tables.Skip(first).Take(points)];
    }

    private static double Lagrange(double x, double[] sizes, double[] values)
    {
        double sum = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            var weight = 1.0;
            for (var j = 0; j < sizes.Length; j++)
            {
                weight *= i == j ? 1 : (x - sizes[j]) / (sizes[i] - sizes[j]);
            }

            sum += weight * values[i];
        }

        return sum;
    }

    private static (double Median, double Deviation) Moments(float[] draws)
    {
        var mean = draws.Average(draw => (double)draw);
        var variance = draws.Sum(draw => (draw - mean) * (draw - mean)) / Math.Max(1, draws.Length - 1);
        var sorted = draws.Select(draw => (double)draw).Order().ToArray();
        return (Numerics.Quantiles.Of(sorted, 0.5), Math.Sqrt(variance));
    }
}
