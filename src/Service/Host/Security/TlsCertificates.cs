using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Detector.Host.Options;

namespace Detector.Host.Security;

/// <summary>The service's certificate and the CAs of its callers.</summary>
internal sealed class TlsCertificates
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly SslStreamCertificateContext _certificate;
    private readonly X509Certificate2Collection? _clientCas;

    private TlsCertificates(X509Certificate2 certificate, X509Certificate2Collection chain, X509Certificate2Collection? clientCas)
    {
        Expires = certificate.NotAfter.ToUniversalTime();
        _certificate = SslStreamCertificateContext.Create(certificate, chain, offline: true);
        _clientCas = clientCas;
    }

    /// <summary>When the service's certificate ends.</summary>
    public DateTime Expires { get; }

    /// <summary>Watches the files that the options name.</summary>
    /// <returns>Null without TLS.</returns>
    /// <exception cref="Errors.StartException">They cannot be read, or are wrong.</exception>
    public static WatchedFiles<TlsCertificates>? Watch(TlsOptions options)
    {
        if (!options.Enabled)
        {
            return null;
        }

        List<(string, string)> files = [("Tls:CertificatePath", options.CertificatePath), ("Tls:KeyPath", options.KeyPath)];
        if (options.ClientCertificates)
        {
            files.Add(("Tls:ClientCaPath", options.ClientCaPath));
        }

        return new WatchedFiles<TlsCertificates>(files, Read);
    }

    /// <summary>How a new connection is made.</summary>
    public SslServerAuthenticationOptions Accept()
    {
        var options = new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ServerCertificateContext = _certificate,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (_clientCas is not null)
        {
            options.ClientCertificateRequired = true;
            // A resumed session would pass over a change of the CAs.
            options.AllowTlsResume = false;
            options.CertificateChainPolicy = PolicyOf(_clientCas);
        }

        return options;
    }

    private static TlsCertificates Read(IReadOnlyList<byte[]> contents)
    {
        var chain = Certificates(contents[0], "the service's certificate");
        var key = System.Text.Encoding.UTF8.GetString(contents[1]);
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPem(chain[0].ExportCertificatePem(), key);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException("The private key is not that of the certificate, or it is no unencrypted key in PEM.");
        }

        chain.RemoveAt(0);
        return new TlsCertificates(certificate, chain, contents.Count > 2 ? Certificates(contents[2], "the CAs of callers") : null);
    }

    private static X509Certificate2Collection Certificates(byte[] content, string what)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(System.Text.Encoding.UTF8.GetString(content));
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates.Count > 0 ? certificates : throw new InvalidDataException($"There is no certificate in PEM for {what}.");
    }

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return policy;
    }
}
