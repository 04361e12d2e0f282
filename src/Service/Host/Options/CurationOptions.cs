using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>How much is curated at the same time (section Curation).</summary>
internal sealed record CurationOptions
{
    /// <summary>Curate and SuggestSeeds calls in the service, 1 to 1000; more are refused. A Curate call remembers what it keeps, some
    /// 600 bytes per candidate. The default value is 8.</summary>
    [Range(1, 1000)]
    public int Calls { get; init; } = 8;
}
