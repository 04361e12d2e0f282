namespace Detector.Cli.Demo.Loop;

/// <summary>What each generation of a self-consuming loop is trained on.</summary>
public enum Arm
{
    /// <summary>Only what the generation before wrote.</summary>
    Replace,

    /// <summary>The human text and what all generations before wrote.</summary>
    Accumulate,
}
