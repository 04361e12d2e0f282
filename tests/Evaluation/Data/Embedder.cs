using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Detector.Detection.Samples;
using Detector.Encoding;

namespace Detector.Evaluation.Data;

/// <summary>Encodes samples, and keeps the embeddings of whole files under the encoder's fingerprint and the file's hash.</summary>
/// <param name="encoder">The encoder.</param>
/// <param name="cache">Directory of kept embeddings.</param>
internal sealed class Embedder(ITextEncoder encoder, string cache)
{
    private readonly ConcurrentDictionary<string, float[]> _shortTexts = new(StringComparer.Ordinal);

    /// <summary>Length of the embeddings.</summary>
    public int Dimension => encoder.Description.Dimension;

    /// <summary>Reads and encodes a file.</summary>
    public async Task<Batch> EmbedFileAsync(string path, CancellationToken cancellation)
    {
        var samples = SampleFile.Read(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, cancellation)));
        var kept = Path.Combine(cache, encoder.Description.Fingerprint, hash);
        var length = (long)samples.Length * Dimension * sizeof(float);
        if (File.Exists(kept) && new FileInfo(kept).Length == length)
        {
            return Of(samples, MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(kept, cancellation)).ToArray());
        }

        var values = await encoder.EncodeAsync([.. samples.Select(sample => sample.Text)], cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        var unfinished = $"{kept}.{Environment.ProcessId}";
        await File.WriteAllBytesAsync(unfinished, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), cancellation);
        File.Move(unfinished, kept, overwrite: true);
        return Of(samples, values);
    }

    /// <summary>Encodes samples whose text a scenario changed; each text once.</summary>
    public Batch Embed(IReadOnlyList<Sample> samples)
    {
        string[] missing = [.. samples.Select(sample => sample.Text).Distinct().Where(text => !_shortTexts.ContainsKey(text))];
        if (missing.Length > 0)
        {
            var encoded = encoder.EncodeAsync(missing, CancellationToken.None).GetAwaiter().GetResult();
            for (var i = 0; i < missing.Length; i++)
            {
                _shortTexts[missing[i]] = encoded[(i * Dimension)..((i + 1) * Dimension)];
            }
        }

        var values = new float[samples.Count * Dimension];
        for (var i = 0; i < samples.Count; i++)
        {
            _shortTexts[samples[i].Text].CopyTo(values, i * Dimension);
        }

        return Of(samples, values);
    }

    private Batch Of(IReadOnlyList<Sample> samples, float[] values) => new(samples, new EmbeddingMatrix(values, Dimension));
}
