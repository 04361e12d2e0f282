namespace Detector.Detection.Calibration;

/// <summary>A reference was to be made of too few samples.</summary>
/// <param name="count">How many there were.</param>
/// <param name="minimum">How many are needed.</param>
public sealed class ReferenceTooSmallException(int count, int minimum)
    : Exception($"A reference needs at least {minimum} samples; {count} were given.")
{
    /// <summary>How many samples there were.</summary>
    public int Count { get; } = count;

    /// <summary>How many are needed.</summary>
    public int Minimum { get; } = minimum;
}
