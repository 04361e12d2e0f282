using Detector.Detection.Calibration;
using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>The dose of one kind of damage in a batch with its null, before it is judged together with the others.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Dose">Estimated dose; 0 for healthy batches on average, negative for the opposite of the damage.</param>
/// <param name="Null">Doses of healthy draws, which have none.</param>
internal sealed record DamageResult(DamageKind Kind, double Dose, NullDistribution Null)
{
    /// <summary>Probability in (0, 1] that a healthy batch looks so damaged.</summary>
    public double PValue => Null.PValue(Dose);

    /// <summary>The dose as a standard normal deviate.</summary>
    public double Standardized => Null.Standardized(Dose);

    /// <summary>Upper end of the 95 % interval of the dose.</summary>
    public double LargestDose => Dose + (Distributions.NormalQuantile(0.975) * Null.Deviation);

    /// <summary>Half the width of the 90 % interval.</summary>
    public double Error => Distributions.NormalQuantile(0.95) * Null.Deviation;
}
