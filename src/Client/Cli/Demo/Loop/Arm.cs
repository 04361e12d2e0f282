namespace Detector.Cli.Demo.Loop;

/// <summary>What each generation of a self-consuming loop is trained on.</summary>
public enum Arm
{
    /// <summary>Only what the generation before wrote.</summary>
    Replace,

    /// <summary>The human text and what all generations before wrote.</summary>
    Accumulate,

    /// <summary>
    /// The best of what the generation before wrote, chosen by the detector, and the human passages that it names as seeds for what is lacking.
    /// </summary>
    Defend,
}
