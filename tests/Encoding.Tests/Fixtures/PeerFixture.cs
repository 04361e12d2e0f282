using System.IO.Compression;
using System.Text.Json;

namespace Detector.Encoding.Tests.Fixtures;

/// <summary>What the encoder's JavaScript peer made of texts; record.mjs wrote it down.</summary>
internal static class PeerFixture
{
    public static IReadOnlyList<(string Text, int[] Tokens)> Tokens { get; } =
        Read("tokens.json", entry => (entry.GetProperty("text").GetString()!, entry.GetProperty("tokens").Deserialize<int[]>()!));

    public static IReadOnlyList<(string Text, float[] Embedding)> Embeddings { get; } =
        Read("embeddings.json", entry => (entry.GetProperty("text").GetString()!, Floats(entry.GetProperty("embedding").GetBytesFromBase64())));

    private static List<T> Read<T>(string name, Func<JsonElement, T> read)
    {
        using var file = typeof(PeerFixture).Assembly.GetManifestResourceStream($"{name}.gz")!;
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var json = JsonDocument.Parse(unpacked);
        return [.. json.RootElement.EnumerateArray().Select(read)];
    }

    private static float[] Floats(byte[] bytes)
    {
        var floats = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, floats, 0, bytes.Length);
        return floats;
    }
}
