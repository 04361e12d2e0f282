using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>A metric of a batch with its exact null.</summary>
/// <param name="Value">The batch's value.</param>
/// <param name="Budget">Words or bytes; 0 for metrics without a budget.</param>
/// <param name="Null">How healthy batches of this size lie about the reference's own figure.</param>
/// <param name="PValue">The rank of the batch among the draws, in (0, 1]: exact.</param>
/// <param name="Standardized">The excess as a standard normal deviate, as it is among the draws.</param>
internal sealed record PoolNull(double Value, int Budget, NullDistribution Null, double PValue, double Standardized)
{
    /// <summary>The null of a column.</summary>
    /// <param name="column">The batch's value and the draws.</param>
    /// <param name="referenceCount">Samples of B in the pool.</param>
    /// <param name="batchCount">Samples of the batch.</param>
    /// <param name="factor">Multiplies value and draws.</param>
    /// <remarks>
    /// Draws hold a share f = n / (n + |B|) of the batch itself, so what is wrong with the batch moves them too. For a mean the draws
    /// lie about (1 - f) B's figure + f the batch's, so their distance to the batch's, and their scatter, are 1 - f times those of
    /// healthy batches about B's figure. p-values and deviates are those of the draws as they are; for effects and what is shown the
    /// draws are stretched from the batch's value by 1 / (1 - f), which keeps their ranks. Figures that bend, such as an effective
    /// number, would be taken too far: the middle is not moved farther than B's own figure and the usual scatter. Figures that compare
    /// with what was not drawn need none of this.
    /// </remarks>
    public static PoolNull Of(PoolColumn column, int referenceCount, int batchCount, double factor)
    {
        var direction = column.Metric.Description.Direction;
        var resolution = 1.0 / batchCount;
        var value = factor * column.Value;
        double[] draws = [.. column.Draws.Select(draw => factor * draw)];
        var raw = new NullDistribution(draws, direction, resolution);
        var shown = column.Metric.ComparesWithRest ? raw : Stretched();
        return new PoolNull(value, column.Budget, shown, raw.PValue(value), raw.Standardized(value));

        NullDistribution Stretched()
        {
            var stretch = (double)(referenceCount + batchCount) / referenceCount;
            var own = double.IsFinite(column.Own) ? factor * column.Own : raw.Median;
            var scatter = stretch * raw.Deviation;
            var centre = Math.Clamp(
                value + (stretch * (raw.Median - value)), Math.Min(raw.Median, own) - scatter, Math.Max(raw.Median, own) + scatter);
            var floor = draws.Min() >= 0 ? 0 : double.NegativeInfinity;
            return new NullDistribution(
                [.. draws.Select(draw => Math.Max(floor, centre + (stretch * (draw - raw.Median))))], direction, resolution);
        }
    }
}
