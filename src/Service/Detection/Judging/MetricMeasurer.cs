using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>Takes each metric of a batch and compares it with its null.</summary>
internal sealed class MetricMeasurer(ReferenceDistribution reference, BatchFigures figures, BatchNulls nulls, TextFeatures[] features)
{
    private readonly ExactNulls _exact = new(reference, figures.Placement, features);

    // A change relative to almost nothing means nothing; below this median it is measured against this.
    private const double LeastMedian = 0.01;

    /// <summary>Measures a metric; the second part says why where it cannot be.</summary>
    public (MetricResult? Result, string Reason) Measure(IMetric metric)
    {
        if (figures.PieceSize == 0)
        {
            return (null, $"needs at least {figures.Nulls.MinimumSize} samples");
        }

        var result = Exact(metric) ?? Cached(metric);
        return result is null ? (null, Missing(metric)) : (_exact.Of(metric, result), "");
    }

    private MetricResult? Exact(IMetric metric)
    {
        var size = Math.Min(figures.Order.Length, figures.Nulls.MaximumSize);
        return nulls.Find(metric, Factor(metric, size)) is { } exact
            ? Result(metric, exact.Budget, exact.Value, exact.Null, exact.PValue, exact.Standardized, size)
            : null;
    }

    // Beside exact nulls its draws are others than those of the exact metrics, and no direction of damage can be told from both.
    private MetricResult? Cached(IMetric metric)
    {
        if (figures.Measure(metric) is not { } measured)
        {
            return null;
        }

        var description = metric.Description;
        var factor = Factor(metric, figures.PieceSize);
        var value = factor * measured.Value;
        var column = new NullColumn(description.Name, measured.Budget);
        var distribution = figures.Nulls.Of(column, description.Direction, figures.PieceSize, figures.MeasuredCount, factor)
            ?? throw new InvalidOperationException($"The null of {description.Name} is missing.");
        var result = Result(
            metric, measured.Budget, value, distribution, distribution.PValue(value), distribution.Standardized(value), figures.PieceSize);
        return nulls.Exact ? result with { Shifts = [] } : result;
    }

    private double Factor(IMetric metric, int size) =>
        metric.SizeCorrected ? figures.Nulls.SizeFactor(new NullColumn(metric.Description.Name, 0), size) : 1;

    private MetricResult Result(
        IMetric metric, int budget, double value, NullDistribution distribution, double p, double standardized, int size)
    {
        var note = metric.Budget switch
        {
            BudgetUnit.Words => $"at {budget} words",
            BudgetUnit.Bytes => $"at {budget} bytes",
            _ => "",
        };
        var column = new NullColumn(metric.Description.Name, budget);
        var factor = Factor(metric, size);
        return new MetricResult(
            metric.Description, value, distribution, p, standardized, EffectScale(metric.Effect, distribution), metric.Effect, note)
        {
            Shifts = metric.ShowsDamage ? [.. DamagedDraws.Kinds.Select(kind => factor * figures.Nulls.Shift(kind, column, size))] : [],
        };
    }

    /// <summary>What one unit of a relative change is in units of the value.</summary>
    public static double RelativeScale(NullDistribution distribution) => Math.Max(Math.Abs(distribution.Median), LeastMedian);

    private static string Missing(IMetric metric) => metric.Budget switch
    {
        BudgetUnit.Words => "needs more words than the batch, or the reference at this size, has",
        BudgetUnit.Bytes => "needs more bytes of text than the batch, or the reference at this size, has",
        _ => "is not defined for this batch or for this reference",
    };

    private double EffectScale(EffectUnit unit, NullDistribution distribution) => unit switch
    {
        EffectUnit.Share => 1,
        EffectUnit.KernelSpread => Math.Max(1 - reference.State.Scales.SelfKernel, 1e-6),
        EffectUnit.ComponentSpread => Math.Max(reference.State.Scales.Variances.Sum(variance => (double)variance), 1e-6),
        EffectUnit.CosineSpread => Math.Max(1 - reference.State.Scales.SelfCosine, 1e-6),
        _ => RelativeScale(distribution),
    };
}
