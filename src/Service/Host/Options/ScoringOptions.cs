using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>How much is scored at the same time (section Scoring).</summary>
internal sealed record ScoringOptions
{
    /// <summary>Batches measured at the same time, 0 to 256; 0 takes one per core. The default value is 0.</summary>
    [Range(0, 256)]
    public int ConcurrentScores { get; init; }

    /// <summary>Scoring calls in the service, running and waiting, 1 to 100000; more are refused. The default value is 128.</summary>
    [Range(1, 100_000)]
    public int Calls { get; init; } = 128;
}
