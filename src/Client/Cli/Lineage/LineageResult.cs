using Detector.Cli.Lineage.Trend;
using Detector.V1;

namespace Detector.Cli.Lineage;

/// <summary>What was found about a line of generations.</summary>
/// <param name="Reference">Name of the reference; null when it was left out.</param>
/// <param name="Generations">The generations, the oldest first.</param>
/// <param name="Comparisons">What they were compared with, each with its trends.</param>
/// <param name="FailOn">Mildest verdict that fails.</param>
internal sealed record LineageResult(
    string? Reference, IReadOnlyList<GenerationFile> Generations, IReadOnlyList<ComparedTrends> Comparisons, Verdict FailOn)
{
    /// <summary>Number of the last generation.</summary>
    public int Last => Generations.Count - 1;

    /// <summary>
    /// The verdict on the last generation: the worst of all comparisons when that fails, else insufficient evidence when one of them says
    /// nothing, else the worst.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            var verdicts = Comparisons.Select(c => c.Comparison.VerdictOf(Last)).ToList();
            return verdicts.Max() < FailOn && verdicts.Contains(Verdict.InsufficientEvidence) ? Verdict.InsufficientEvidence : verdicts.Max();
        }
    }

    /// <summary>The exit code that it asks for.</summary>
    public int ExitCode => Verdict switch
    {
        Verdict.InsufficientEvidence => Cli.ExitCode.InsufficientEvidence,
        _ => Verdict >= FailOn ? Cli.ExitCode.Verdict : Cli.ExitCode.Success,
    };
}
