namespace Detector.Detection.Calibration;

/// <summary>How a reference is fitted and calibrated.</summary>
public sealed record ReferenceOptions
{
    /// <summary>Fewest samples a reference can be made of.</summary>
    public const int MinimumSamples = 64;

    /// <summary>Seed of the A/B split, the cells and the null draws. The default value is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Draws per null distribution, 99 to 10000. The default value is 500.</summary>
    public int NullDraws { get; init; } = 500;

    /// <summary>Keep the texts in the reference. The default value is false.</summary>
    public bool KeepTexts { get; init; }
}
