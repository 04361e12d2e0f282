using System.Security.Cryptography.X509Certificates;

namespace Detector.Tests.Shared;

/// <summary>A certificate with its private key.</summary>
/// <param name="Pem">The certificate in PEM.</param>
/// <param name="KeyPem">The private key in PEM.</param>
public sealed record TestCertificate(string Pem, string KeyPem)
{
    /// <summary>Both as one object.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPem(Pem, KeyPem);

    /// <summary>Writes both into files of a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">What the files are called, before <c>.crt</c> and <c>.key</c>.</param>
    public (string Certificate, string Key) Write(string directory, string name)
    {
        var (certificate, key) = (Path.Combine(directory, $"{name}.crt"), Path.Combine(directory, $"{name}.key"));
        File.WriteAllText(certificate, Pem);
        File.WriteAllText(key, KeyPem);
        return (certificate, key);
    }
}
