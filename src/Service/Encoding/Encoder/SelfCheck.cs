using System.Numerics.Tensors;
using System.Text.Json;
using Detector.Encoding.Batching;

namespace Detector.Encoding.Encoder;

/// <summary>
/// The file self-check.json: texts and the embeddings they must get, within rounding. It tells at the start that this processor computes the
/// quantized model wrongly, instead of letting every report be slightly off.
/// </summary>
/// <param name="Texts">Some texts, short enough for one input.</param>
/// <param name="Embeddings">Their embeddings from the float model.</param>
internal sealed record SelfCheck(IReadOnlyList<string> Texts, IReadOnlyList<float[]> Embeddings)
{
    public const string FileName = "self-check.json";

    private const double LeastCosine = 0.995;

    private static readonly JsonSerializerOptions Compact = new(EncoderManifest.Format) { WriteIndented = false };

    /// <summary>What a model makes of some texts, to four decimals.</summary>
    public static SelfCheck Record(IReadOnlyList<string> texts, TextChunker chunker, IEmbeddingModel model) =>
        new(texts, [.. texts.Select(text => Array.ConvertAll(EmbeddingOf(text, chunker, model), value => MathF.Round(value, 4)))]);

    /// <summary>Reads the file's bytes.</summary>
    /// <exception cref="JsonException">They are no self-check.</exception>
    public static SelfCheck Parse(byte[] bytes) => JsonSerializer.Deserialize<SelfCheck>(bytes, Compact) ?? throw new JsonException("It is null.");

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Compact), (byte)'\n'];

    /// <summary>Encodes the texts, if the directory has the file, and compares.</summary>
    /// <exception cref="EncoderLoadException">The embeddings are others.</exception>
    public static void Run(EncoderFiles files, TextChunker chunker, IEmbeddingModel session)
    {
        if (files.Find(FileName) is not { } path)
        {
            return;
        }

        var check = EncoderFiles.Parse(path, Parse);
        for (var i = 0; i < check.Texts.Count; i++)
        {
            var embedding = EmbeddingOf(check.Texts[i], chunker, session);
            var expected = check.Embeddings[i];
            var cosine = expected.Length == embedding.Length ? TensorPrimitives.CosineSimilarity<float>(embedding, expected) : 0;
            if (!(cosine >= LeastCosine))
            {
                throw new EncoderLoadException(
                    path,
                    $"the text '{check.Texts[i]}' gets an embedding with cosine {cosine:F4} to the recorded one. "
                    + "The model file is damaged or this processor computes int8 wrongly; use the fp32 encoder.");
            }
        }
    }

    private static float[] EmbeddingOf(string text, TextChunker chunker, IEmbeddingModel model)
    {
        var embedding = new float[model.Dimension];
        model.Run(chunker.Chunk(text), embedding);
        return embedding;
    }
}
