using Detector.Evaluation.Data;

namespace Detector.Evaluation.Benches;

/// <summary>What a bench is made of.</summary>
/// <param name="Known">Samples of the reference.</param>
/// <param name="Fresh">Healthy samples that the reference does not hold.</param>
internal sealed record BenchParts(Batch Known, Batch Fresh)
{
    /// <summary>Samples of another source, or null.</summary>
    public Batch? Foreign { get; init; }

    /// <summary>Draws a batch of a size whose mix is raised to an exponent, 1 being healthy; null where the mix is what it is.</summary>
    public Func<int, double, Random, Batch>? Draw { get; init; }
}
