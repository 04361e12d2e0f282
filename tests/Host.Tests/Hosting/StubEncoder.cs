using System.Security.Cryptography;
using Detector.Encoding;

namespace Detector.Host.Tests.Hosting;

/// <summary>An encoder that does as a test says, for faults that the real one shows only by chance.</summary>
internal sealed class StubEncoder : ITextEncoder
{
    private const int Width = 16;

    /// <summary>What happens before texts are encoded.</summary>
    public Func<CancellationToken, Task> Before { get; init; } = _ => Task.CompletedTask;

    public EncoderDescription Description { get; init; } = new("stub", new string('a', 64), Width, 128);

    public long QueuedTokens { get; init; }

    public async Task<float[]> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        await Before(cancellation);
        return [.. texts.SelectMany(Encode)];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static IEnumerable<float> Encode(string text)
    {
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        var values = hash.Take(Width).Select(value => value - 127.5f).ToArray();
        var length = MathF.Sqrt(values.Sum(value => value * value));
        return values.Select(value => value / length);
    }
}
