using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Detector.Tests.Shared;

/// <summary>A certificate authority of a test, and certificates that it signs.</summary>
public sealed class TestAuthority : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private readonly X509Certificate2 _certificate;

    /// <summary>Makes an authority with a key of its own.</summary>
    /// <param name="name">Its name; two authorities of one name still differ by their keys.</param>
    public TestAuthority(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _certificate = request.CreateSelfSigned(Now - Life, Now + (2 * Life));
    }

    /// <summary>Its certificate in PEM.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>Signs a certificate for a service on this machine's loopback addresses.</summary>
    /// <param name="names">Further DNS names.</param>
    public TestCertificate SignServer(params string[] names)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddIpAddress(IPAddress.Loopback);
        alternatives.AddIpAddress(IPAddress.IPv6Loopback);
        foreach (var name in names.Append("localhost"))
        {
            alternatives.AddDnsName(name);
        }

        return Sign("CN=service", alternatives, "1.3.6.1.5.5.7.3.1", Life);
    }

    /// <summary>Signs a certificate for a caller.</summary>
    /// <param name="subject">Its distinguished name.</param>
    /// <param name="uri">A URI that it is also called by; null for none.</param>
    /// <param name="dns">A DNS name that it is also called by; null for none.</param>
    /// <param name="left">Time until it ends; below zero for one that has ended.</param>
    public TestCertificate SignClient(string subject, string? uri = null, string? dns = null, TimeSpan? left = null)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        if (uri is not null)
        {
            alternatives.AddUri(new Uri(uri));
        }

        if (dns is not null)
        {
            alternatives.AddDnsName(dns);
        }

        return Sign(subject, uri is null && dns is null ? null : alternatives, "1.3.6.1.5.5.7.3.2", left ?? Life);
    }

    /// <summary>Whether a certificate is signed by it.</summary>
    public bool HasSigned(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <inheritdoc/>
    public void Dispose() => _certificate.Dispose();

    private TestCertificate Sign(string subject, SubjectAlternativeNameBuilder? alternatives, string usage, TimeSpan left)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (alternatives is not null)
        {
            request.CertificateExtensions.Add(alternatives.Build());
        }

        using var certificate = request.Create(_certificate, Now - Life, Now + left, Guid.NewGuid().ToByteArray());
        return new TestCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
