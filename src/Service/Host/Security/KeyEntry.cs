using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Detector.Host.Security;

/// <summary>One caller of the keys file.</summary>
/// <param name="name">Its name, unique in the file.</param>
/// <param name="roles">What it may do.</param>
/// <param name="hash">SHA-256 of its key; null when it shows a certificate.</param>
/// <param name="certificate">The name that its certificate must hold, see <see cref="CertificateNames"/>; null when it has a key.</param>
[SuppressMessage("Design", "CA1001", Justification = "A token source without timer and wait handle holds memory only.")]
internal sealed class KeyEntry(string name, Role roles, byte[]? hash, string? certificate) : IEquatable<KeyEntry>
{
    private readonly CancellationTokenSource _withdrawn = new();

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>SHA-256 of its key, or null.</summary>
    public byte[]? Hash { get; } = hash;

    /// <summary>The name in its certificate, or null.</summary>
    public string? Certificate { get; } = certificate;

    /// <summary>The caller.</summary>
    public Caller Caller => new(Name, Roles, _withdrawn.Token);

    private Role Roles { get; } = roles;

    /// <summary>Ends what the caller has running.</summary>
    public void Withdraw() => _ = _withdrawn.CancelAsync();

    /// <summary>Whether the entry says the same.</summary>
    public bool Equals(KeyEntry? other) =>
        other is not null
        && (Name, Roles, Certificate) == (other.Name, other.Roles, other.Certificate)
        && CryptographicOperations.FixedTimeEquals(Hash ?? [], other.Hash ?? []);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KeyEntry);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
