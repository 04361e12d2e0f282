using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Detector.Client.Calls;

/// <summary>What a client shows to the service, and how it knows the service.</summary>
internal static class ChannelSecurity
{
    /// <summary>The options of encrypted connections.</summary>
    /// <exception cref="InvalidDataException">A file cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static SslClientAuthenticationOptions SslOptions(DetectorClientOptions options)
    {
        var ssl = new SslClientAuthenticationOptions();
        if (options.CaFile is { } authorities)
        {
            ssl.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            ssl.CertificateChainPolicy.CustomTrustStore.AddRange(Certificates(authorities));
        }

        if ((options.CertificateFile, options.CertificateKeyFile) is ({ } certificate, { } key))
        {
            ssl.ClientCertificateContext = SslStreamCertificateContext.Create(WithKey(certificate, key), Certificates(certificate), offline: true);
        }

        return ssl;
    }

    /// <summary>Sends the options' key with each call.</summary>
    public static CallInvoker WithKey(CallInvoker invoker, DetectorClientOptions options) =>
        options is { Key: null, KeyFile: null }
            ? invoker
            : invoker.Intercept(metadata =>
            {
                metadata.Add("authorization", $"Bearer {options.Key?.Trim() ?? ReadKey(options.KeyFile!)}");
                return metadata;
            });

    /// <summary>The key in a file.</summary>
    /// <exception cref="InvalidDataException">It holds none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string ReadKey(string file)
    {
        var key = File.ReadAllText(file).Trim();
        return key.Length > 0 && key.All(char.IsAscii) && !key.Any(char.IsWhiteSpace)
            ? key
            : throw new InvalidDataException($"{file}: holds no key; it must be alone in the file.");
    }

    private static X509Certificate2Collection Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        return certificates.Count > 0 ? certificates : throw new InvalidDataException($"{file}: holds no certificate in PEM.");
    }

    private static X509Certificate2 WithKey(string certificate, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (CryptographicException)
        {
            throw new InvalidDataException($"{key}: is not the unencrypted private key of {certificate}, in PEM.");
        }
    }
}
