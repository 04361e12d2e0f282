using Detector.Detection.Metrics;

namespace Detector.Detection.Calibration;

/// <summary>The nulls of a reference: tables on a grid of sizes, interpolated and widened for the batch at hand.</summary>
/// <param name="Tables">The tables, ascending in size, at least one.</param>
/// <param name="PopulationSize">Number of samples of B that were drawn from.</param>
internal sealed record NullSet(IReadOnlyList<NullTable> Tables, int PopulationSize)
{
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
        var (low, high, _) = Around(size);
        return low.BudgetsOf(metric).Intersect(high.BudgetsOf(metric)).OrderDescending()
            .Cast<int?>().FirstOrDefault(budget => defined(budget!.Value));
    }

    /// <summary>The null of a column.</summary>
    /// <param name="column">Which metric and budget.</param>
    /// <param name="direction">Which way is worse.</param>
    /// <param name="size">Samples measured together.</param>
    /// <param name="total">Samples of the whole batch, over whose pieces the value was averaged.</param>
    /// <remarks>
    /// Draws from B scatter less around B's own figure than a batch does: with f = n/|B|, by (1 - f) against (1 + f) in variance
    /// for a mean (finite population, and B's own error). The draws are widened by the root of
    /// (1/total + 1/|B|) / (1/size - 1/|B|), which also covers averages over pieces.
    /// </remarks>
    public NullDistribution? Of(NullColumn column, Direction direction, int size, int total)
    {
        var (low, high, weight) = Around(size);
        if (low.Of(column) is not { } lowDraws || high.Of(column) is not { } highDraws)
        {
            return null;
        }

        var (lowMedian, lowDeviation) = Moments(lowDraws);
        var (highMedian, highDeviation) = Moments(highDraws);
        var median = Lerp(lowMedian, highMedian, weight);
        var deviation = Lerp(lowDeviation, highDeviation, weight) * Widening(size, total);
        var (shape, shapeMedian, shapeDeviation) =
            weight < 0.5 ? (lowDraws, lowMedian, lowDeviation) : (highDraws, highMedian, highDeviation);
        var stretch = shapeDeviation > 0 ? deviation / shapeDeviation : 0;
        var floor = shape.Min() >= 0 ? 0 : double.NegativeInfinity;
        return new NullDistribution(
            [.. shape.Select(draw => Math.Max(floor, median + (stretch * (draw - shapeMedian))))], direction, 1.0 / total);
    }

    /// <summary>Factor by which draws of a size are widened for a batch of a total.</summary>
    public double Widening(int size, int total) =>
        Math.Sqrt(((1.0 / total) + (1.0 / PopulationSize)) / ((1.0 / size) - (1.0 / PopulationSize)));

    private (NullTable Low, NullTable High, double Weight) Around(int size)
    {
        var high = Tables.FirstOrDefault(table => table.Size >= size) ?? Tables[^1];
        var low = Tables.LastOrDefault(table => table.Size <= size) ?? Tables[0];
        var weight = low.Size == high.Size ? 0 : Math.Log((double)size / low.Size) / Math.Log((double)high.Size / low.Size);
        return (low, high, weight);
    }

    private static (double Median, double Deviation) Moments(float[] draws)
    {
        var mean = draws.Average(draw => (double)draw);
        var variance = draws.Sum(draw => (draw - mean) * (draw - mean)) / Math.Max(1, draws.Length - 1);
        var sorted = draws.Select(draw => (double)draw).Order().ToArray();
        return (Numerics.Quantiles.Of(sorted, 0.5), Math.Sqrt(variance));
    }

    private static double Lerp(double low, double high, double weight) => low + (weight * (high - low));
}
