using Detector.Detection.Measuring;

namespace Detector.Detection.Metrics;

/// <summary>One figure of a draw. Stateless; the same object measures batches and null draws.</summary>
internal interface IMetric
{
    /// <summary>Name, axis and direction.</summary>
    MetricDescription Description { get; }

    /// <summary>What its budget counts.</summary>
    BudgetUnit Budget => BudgetUnit.None;

    /// <summary>What a change is measured in.</summary>
    EffectUnit Effect => EffectUnit.Relative;

    /// <summary>Whether what bias is left is removed by the ratio of the reference's own medians at the two sizes.</summary>
    bool SizeCorrected => false;

    /// <summary>
    /// Whether it takes part where damage is looked for. Rates of rare events do not: their nulls are too discrete to be combined.
    /// </summary>
    bool ShowsDamage => true;

    /// <summary>Whether it compares the draw with the samples that were not drawn, so that its null has the error of both.</summary>
    bool ComparesWithRest => false;

    /// <summary>Measures a draw of at least two samples.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="budget">Words or bytes to measure at; 0 for metrics without a budget.</param>
    /// <returns>The value, or NaN where the draw lacks what the metric needs.</returns>
    double Measure(Draw draw, int budget);
}
