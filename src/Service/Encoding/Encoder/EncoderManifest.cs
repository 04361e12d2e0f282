using System.Text.Json;
using System.Text.Json.Serialization;

namespace Detector.Encoding.Encoder;

/// <summary>
/// The file encoder.json: what an encoder is. In a directory exported by sentence-transformers it is optional, and what it says goes before
/// what the other files say.
/// </summary>
internal sealed record EncoderManifest
{
    public const string FileName = "encoder.json";

    /// <summary>Name shown to users. By default the directory's name.</summary>
    public string? Name { get; init; }

    /// <summary>Length of an embedding; checked against what the model gives.</summary>
    public int? Dimension { get; init; }

    /// <summary>Pooling of token embeddings; not used if the model has an output sentence_embedding.</summary>
    public PoolingMode? Pooling { get; init; }

    /// <summary>Longest input in tokens, special ones included.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Text put before each text, as some models want ("query: ").</summary>
    public string? Prefix { get; init; }

    /// <summary>The tokenizer.</summary>
    public TokenizerKind? Tokenizer { get; init; }

    /// <summary>Arithmetic of the model, for information.</summary>
    public string? Precision { get; init; }

    /// <summary>Licence of the weights, for information.</summary>
    public string? License { get; init; }

    /// <summary>Where the weights come from, for information.</summary>
    public string? Source { get; init; }

    /// <summary>How the file is written and read; an unknown key is an error, for it is most likely a misspelt one.</summary>
    public static JsonSerializerOptions Format { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        WriteIndented = true,
        NewLine = "\n",
    };
}
