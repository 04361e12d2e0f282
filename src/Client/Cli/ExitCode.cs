namespace Detector.Cli;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done; of a score: the verdict is better than --fail-on.</summary>
    public const int Success = 0;

    /// <summary>An error: of the input, the service or the way to it.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The verdict is at --fail-on or beyond.</summary>
    public const int Verdict = 3;

    /// <summary>The verdict is insufficient evidence.</summary>
    public const int InsufficientEvidence = 4;

    /// <summary>Interrupted, by convention 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>The codes as help shows them.</summary>
    public const string Help = """
        Exit codes:
          0    done; score: the verdict is better than --fail-on
          1    failure: bad input, an error of the service, no connection
          2    wrong usage
          3    score: the verdict is at --fail-on or beyond
          4    score: insufficient evidence
          130  interrupted
        """;
}
