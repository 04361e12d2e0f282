namespace Detector.Cli;

/// <summary>What the process's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done; of a score and a lineage: the verdict is better than --fail-on; of a gate: accept.</summary>
    public const int Success = 0;

    /// <summary>An error: of the input, the service or the way to it.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Of a score and a lineage: the verdict is at --fail-on or beyond; of a gate: reject; of a mix: no share passes.</summary>
    public const int Verdict = 3;

    /// <summary>The verdict is insufficient evidence; of a gate only where the policy says that this fails.</summary>
    public const int InsufficientEvidence = 4;

    /// <summary>Of a gate: accept with the weights of its report.</summary>
    public const int AcceptWithWeights = 5;

    /// <summary>Of a gate: quarantine.</summary>
    public const int Quarantine = 6;

    /// <summary>Interrupted, by convention 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>The codes as help shows them.</summary>
    public const string Help = """
        Exit codes:
          0    done; score, lineage: the verdict is better than --fail-on; gate: accept
          1    failure: bad input, an error of the service, no connection
          2    wrong usage
          3    score, lineage: the verdict is at --fail-on or beyond; gate: reject; mix: no share passes
          4    score, lineage: insufficient evidence; gate: the same, where the policy says fail
          5    gate: accept with weights
          6    gate: quarantine
          130  interrupted
        """;
}
