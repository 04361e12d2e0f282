using Microsoft.ML.OnnxRuntime;

namespace Detector.Encoding.Encoder;

/// <summary>Which inputs a model declares and which of its outputs is used.</summary>
/// <param name="Inputs">Names of its inputs.</param>
/// <param name="Output">Name of the output used.</param>
/// <param name="Pooling">How its token embeddings are pooled; null if the output is one embedding per text.</param>
internal sealed record ModelSignature(string[] Inputs, string Output, PoolingMode? Pooling)
{
    /// <summary>Input: token ids.</summary>
    public const string InputIds = "input_ids";

    /// <summary>Input: 1 for a token, 0 for padding.</summary>
    public const string AttentionMask = "attention_mask";

    private const string TokenTypeIds = "token_type_ids";
    private const string SentenceEmbedding = "sentence_embedding";

    /// <summary>Reads what the model declares.</summary>
    /// <exception cref="EncoderLoadException">It is no text encoder, or needs an input that is not known.</exception>
    public static ModelSignature Read(InferenceSession session, EncoderLayout layout)
    {
        var (output, pooled) = OutputOf(session, layout);
        return new(InputsOf(session, layout), output, pooled ? null : layout.Pooling);
    }

    private static string[] InputsOf(InferenceSession session, EncoderLayout layout)
    {
        foreach (var (name, input) in session.InputMetadata)
        {
            if (name is not (InputIds or AttentionMask or TokenTypeIds) || input.ElementType != typeof(long))
            {
                throw new EncoderLoadException(
                    layout.ModelFile,
                    $"its input '{name}' of {input.ElementType.Name} is not supported; "
                    + $"known are {InputIds}, {AttentionMask} and {TokenTypeIds}, all int64.");
            }
        }

        return session.InputMetadata.ContainsKey(InputIds) && session.InputMetadata.ContainsKey(AttentionMask)
            ? [.. session.InputMetadata.Keys]
            : throw new EncoderLoadException(
                layout.ModelFile, $"it has not both inputs {InputIds} and {AttentionMask}; export it as a text encoder.");
    }

    private static (string Name, bool Pooled) OutputOf(InferenceSession session, EncoderLayout layout)
    {
        var outputs = session.OutputMetadata.Where(output => output.Value.ElementType == typeof(float)).ToList();
        if (outputs.Exists(output => output.Key == SentenceEmbedding))
        {
            return (SentenceEmbedding, true);
        }

        if (layout.Pooling is null)
        {
            throw new EncoderLoadException(
                layout.ModelFile,
                $"it has no output {SentenceEmbedding} and no file says how to pool; add 1_Pooling/config.json or set pooling in encoder.json.");
        }

        return outputs.Find(output => output.Value.Dimensions.Length == 3) is { Key: not null } tokens
            ? (tokens.Key, false)
            : throw new EncoderLoadException(
                layout.ModelFile,
                $"it has neither an output {SentenceEmbedding} nor token embeddings [batch, sequence, dimension], "
                + $"but {string.Join(", ", session.OutputMetadata.Keys)}.");
    }
}
