using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>Encryption of the gRPC port and of the HTTP port (section Tls). The files are PEM, and read again when they change.</summary>
internal sealed record TlsOptions : IValidatableObject
{
    /// <summary>The service's certificate, followed by those between it and its CA. The default value is empty: no TLS.</summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>The certificate's private key, not encrypted. The default value is empty.</summary>
    public string KeyPath { get; init; } = "";

    /// <summary>
    /// Certificates of the CAs of callers: each caller must show a certificate signed by one of them. The default value is empty: none is
    /// asked for.
    /// </summary>
    public string ClientCaPath { get; init; } = "";

    /// <summary>True when connections are encrypted.</summary>
    public bool Enabled => CertificatePath.Length > 0;

    /// <summary>True when callers must show a certificate.</summary>
    public bool ClientCertificates => ClientCaPath.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CertificatePath.Length > 0 && KeyPath.Length == 0)
        {
            yield return new ValidationResult("Tls:CertificatePath needs the file of its private key here.", [nameof(KeyPath)]);
        }

        if (CertificatePath.Length == 0 && (KeyPath.Length > 0 || ClientCaPath.Length > 0))
        {
            yield return new ValidationResult("The other options of section Tls need it.", [nameof(CertificatePath)]);
        }
    }
}
