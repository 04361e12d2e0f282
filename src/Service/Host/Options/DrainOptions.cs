using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>How the service stops (section Drain).</summary>
internal sealed record DrainOptions
{
    /// <summary>Seconds that running calls have to finish after SIGTERM, 0 to 3600; new calls are refused. The default value is 30.</summary>
    [Range(0, 3600)]
    public int Seconds { get; init; } = 30;
}
