using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>Where traces go (section Traces). They hold names, sizes and times, never a text of a sample.</summary>
internal sealed record TracesOptions : IValidatableObject
{
    /// <summary>
    /// Address of an OpenTelemetry collector that takes OTLP over HTTP, for example http://collector:4318. The default value is empty: no
    /// traces.
    /// </summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Of 1000 calls that come without a decision of the caller's, this many are traced, 0 to 1000. The default value is 1000.</summary>
    [Range(0, 1000)]
    public int PerMille { get; init; } = 1000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return new ValidationResult("It must be an address such as http://collector:4318.", [nameof(Endpoint)]);
        }
    }
}
