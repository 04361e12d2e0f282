using Detector.V1;

namespace Detector.Cli.Demo.Results;

/// <summary>Everything the demo found.</summary>
/// <param name="Options">How it ran.</param>
/// <param name="HeldOut">Human passages the reference has not seen, against the human reference.</param>
/// <param name="Generations">Each generation of each arm.</param>
public sealed record DemoResult(DemoOptions Options, Report HeldOut, IReadOnlyList<GenerationReport> Generations);
