using Detector.Detection.Samples;
using Detector.Encoding;

namespace Detector.Benchmarks.Measuring;

/// <summary>Samples with their embeddings.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Embeddings">Their embeddings, one row per sample.</param>
internal sealed record EncodedTexts(IReadOnlyList<Sample> Samples, EmbeddingMatrix Embeddings)
{
    /// <summary>Encodes texts.</summary>
    public static async Task<EncodedTexts> OfAsync(ITextEncoder encoder, IReadOnlyList<string> texts)
    {
        var values = await encoder.EncodeAsync(texts, CancellationToken.None);
        return new([.. texts.Select(text => new Sample(text))], new(values, encoder.Description.Dimension));
    }

    /// <summary>The first of them.</summary>
    public EncodedTexts Take(int count) => new([.. Samples.Take(count)], Embeddings.Take(count));
}
