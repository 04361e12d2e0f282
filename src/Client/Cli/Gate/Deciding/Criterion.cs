using Detector.V1;

namespace Detector.Cli.Gate.Deciding;

/// <summary>One thing that a data set must hold to.</summary>
/// <param name="Name">What it is about, such as "verdict" or "signature mode collapse".</param>
/// <param name="Value">What was found, in words or figures.</param>
/// <param name="Limit">What is allowed, in words or figures.</param>
/// <param name="Decision">What it alone decides; accept when it is met.</param>
internal sealed record Criterion(string Name, string Value, string Limit, GateDecision Decision)
{
    /// <summary>True when it is not met.</summary>
    public bool Failed => Decision != GateDecision.Accept;

    /// <summary>The metrics behind it, with values, healthy ranges and effects.</summary>
    public IReadOnlyList<Score> Figures { get; init; } = [];

    /// <summary>Further evidence, in words.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>What to do about it, in words; empty when there is nothing to say.</summary>
    public string Advice { get; init; } = "";
}
