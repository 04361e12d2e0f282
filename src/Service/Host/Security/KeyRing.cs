using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Detector.Host.Security;

/// <summary>The callers that the service knows.</summary>
/// <param name="entries">At least one.</param>
internal sealed class KeyRing(IReadOnlyList<KeyEntry> entries)
{
    /// <summary>The caller of a key. Takes as long for every key: neither which entry it is, nor how much of a key is right, shows.</summary>
    /// <returns>Null for a key that nobody has.</returns>
    public Caller? FindKey(string key)
    {
        var hash = ApiKey.Hash(key);
        KeyEntry? found = null;
        foreach (var entry in entries)
        {
            if (CryptographicOperations.FixedTimeEquals(entry.Hash ?? [], hash))
            {
                found = entry;
            }
        }

        return found?.Caller;
    }

    /// <summary>The caller of a certificate, whose signature the connection has checked: the first entry with one of its names.</summary>
    /// <returns>Null for a certificate that no entry names.</returns>
    public Caller? FindCertificate(X509Certificate2 certificate)
    {
        var names = CertificateNames.Of(certificate);
        return entries.FirstOrDefault(entry => entry.Certificate is { } name && names.Contains(name))?.Caller;
    }

    /// <summary>The ring that takes the place of this one: who is in both goes on, and the running calls of all others end.</summary>
    /// <param name="read">What was read.</param>
    public KeyRing ReplaceBy(KeyRing read)
    {
        foreach (var entry in entries.Where(entry => read.Same(entry) is null))
        {
            entry.Withdraw();
        }

        return new KeyRing([.. read.Entries.Select(entry => Same(entry) ?? entry)]);
    }

    private IReadOnlyList<KeyEntry> Entries => entries;

    private KeyEntry? Same(KeyEntry entry) => entries.FirstOrDefault(entry.Equals);
}
