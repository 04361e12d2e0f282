using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>How the service stops (section Drain).</summary>
internal sealed record DrainOptions
{
    /// <summary>Seconds that running calls have to finish after SIGTERM, 0 to 3600; new calls are refused. The default value is 30.</summary>
    [Range(0, 3600)]
    public int Seconds { get; init; } = 30;

    /// <summary>
    /// True to stop as on SIGTERM when standard input ends. A program that starts the service and holds the other end of that pipe
    /// takes the service along, however it ends itself. The default value is false.
    /// </summary>
    public bool WithStandardInput { get; init; }
}
