namespace Detector.EndToEnd.Tests.Running;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>Demands an exit code; a failure shows what the program said.</summary>
    public Outcome Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode} instead of {exitCode}\n{Output}\n{Error}");
        return this;
    }
}
