using System.Buffers.Binary;
using System.Security.Cryptography;
using Detector.Detection.Samples;

namespace Detector.Host.References;

/// <summary>
/// Hash of what a call asks for. It does not depend on how the samples were divided into messages.
/// </summary>
internal sealed class RequestHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds the header of a reference.</summary>
    public void Append(ReferenceDraft draft)
    {
        Append(draft.Name);
        Append(draft.Description);
        Append((long)draft.Seed);
        Append(draft.KeepTexts ? 1 : 0);
        Append(draft.ExpectedFingerprint);
    }

    /// <summary>Adds a sample.</summary>
    public void Append(Sample sample)
    {
        Append(sample.Text);
        Append(sample.Id);
        Append(sample.Prompt);
        Append(sample.Group);
        Append(sample.Subset);
        Append(sample.Time?.UtcTicks ?? -1);
    }

    /// <summary>The hash, lower-case hexadecimal.</summary>
    public string Complete() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    /// <summary>Adds a text: with its length, and an absent one with -1, so that no two requests share their bytes.</summary>
    public void Append(string? text)
    {
        if (text is null)
        {
            Append(-1);
            return;
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        Append(bytes.Length);
        _hash.AppendData(bytes);
    }

    private void Append(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }
}
