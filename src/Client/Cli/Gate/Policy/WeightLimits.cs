using Detector.V1;

namespace Detector.Cli.Gate.Policy;

/// <summary>What weights may repair.</summary>
internal sealed record WeightLimits
{
    /// <summary>Accept unbalanced data with weights; otherwise it is quarantined. The default value is true.</summary>
    public bool Allowed { get; init; } = true;

    /// <summary>Worst verdict that weights redeem. The default value is warning.</summary>
    public Verdict WorstVerdict { get; init; } = Verdict.Warning;

    /// <summary>Smallest weight, above 0 to 1. The default value is 0.25.</summary>
    public double Smallest { get; init; } = 0.25;

    /// <summary>Largest weight, from 1. The default value is 4.</summary>
    public double Largest { get; init; } = 4;

    /// <summary>Largest dose of sharpening that weights repair, 0 to 1; 0.1 is an exponent of 1.35. The default value is 0.1.</summary>
    public double Sharpening { get; init; } = 0.1;
}
