using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Hosting;

/// <summary>The certificate files of a service of a test, and connections to it.</summary>
internal sealed class TestTls : IDisposable
{
    private readonly TestDirectory _directory;
    private readonly string _clientCa;

    public TestTls(TestDirectory directory)
    {
        _directory = directory;
        _clientCa = Path.Combine(directory.Path, "clients.pem");
        Renew(Authority);
        TrustClientsOf(Clients);
    }

    /// <summary>Signs the service's certificate.</summary>
    public TestAuthority Authority { get; } = new();

    /// <summary>Signs the certificates of callers.</summary>
    public TestAuthority Clients { get; } = new("Authority of callers");

    /// <summary>Options for TLS.</summary>
    public string[] Options => [$"--Tls:CertificatePath={Certificate.Certificate}", $"--Tls:KeyPath={Certificate.Key}"];

    /// <summary>Options for TLS with certificates of callers.</summary>
    public string[] MutualOptions => [.. Options, $"--Tls:ClientCaPath={_clientCa}"];

    /// <summary>The files of the service's certificate and of its key.</summary>
    public (string Certificate, string Key) Certificate { get; private set; }

    /// <summary>Writes a new certificate of the service.</summary>
    public void Renew(TestAuthority authority) => Certificate = authority.SignServer().Write(_directory.Path, "service");

    /// <summary>Writes the authority of callers' certificates.</summary>
    public void TrustClientsOf(TestAuthority authority) => File.WriteAllText(_clientCa, authority.Pem);

    /// <summary>Connects to a service whose certificate some authority has signed.</summary>
    /// <param name="authority">The authority; null for the right one.</param>
    /// <param name="client">What the caller shows; null for nothing.</param>
    public SocketsHttpHandler Connect(TestAuthority? authority = null, TestCertificate? client = null)
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPem((authority ?? Authority).Pem);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trusted);
        return new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = policy,
                ClientCertificateContext = client is null ? null : SslStreamCertificateContext.Create(client.Load(), null, offline: true),
            },
        };
    }

    public void Dispose()
    {
        Authority.Dispose();
        Clients.Dispose();
    }
}
