using Detector.Evaluation.Running;

namespace Detector.Evaluation.Scenarios;

/// <summary>What must be reached at a size.</summary>
/// <param name="Size">Samples of the batch.</param>
/// <param name="Words">What is measured.</param>
/// <param name="Measure">Measures it, a share.</param>
/// <param name="AtLeast">The smallest share that will do.</param>
internal sealed record Goal(int Size, string Words, Func<Tally, double> Measure, double AtLeast)
{
    /// <summary>Share of the batches that are detected.</summary>
    public static Goal Power(int size, double atLeast) => new(size, "detected", tally => tally.Detected, atLeast);

    /// <summary>Share of the detected batches whose report is right.</summary>
    public static Goal Right(int size, double atLeast) => new(size, "right signature among detected", tally => tally.RightOfDetected, atLeast);

    /// <summary>Share of all batches whose report is right.</summary>
    public static Goal RightOfAll(int size, double atLeast) => new(size, "right signature", tally => tally.Right, atLeast);
}
