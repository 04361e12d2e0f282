using System.Text.Json;
using System.Text.Json.Nodes;

namespace Detector.Encoding.Encoder;

/// <summary>The configuration files of a Hugging Face sentence-transformers directory. Each of them may be missing.</summary>
/// <param name="files">The directory.</param>
/// <param name="config">config.json: the transformer.</param>
/// <param name="tokenizer">tokenizer_config.json.</param>
internal sealed class SentenceTransformersExport(EncoderFiles files, JsonObject? config, JsonObject? tokenizer)
{
    private const string ModulesFile = "modules.json";
    private const int UsualMaxTokens = 512;

    public static SentenceTransformersExport Read(EncoderFiles files) =>
        new(files, files.Json("config.json"), files.Json("tokenizer_config.json"));

    /// <summary>Which tokenizer the class named in tokenizer_config.json is, or the model type if it names none.</summary>
    /// <exception cref="EncoderLoadException">It is none of those supported.</exception>
    public TokenizerKind TokenizerKind()
    {
        // The general class says nothing about the kind.
        var name = Text(tokenizer, "tokenizer_class") is { } named && !named.StartsWith("PreTrained", StringComparison.Ordinal)
            ? named
            : Text(config, "model_type");
        return name?.Split("Tokenizer")[0].ToUpperInvariant() switch
        {
            "BERT" or "DISTILBERT" or "MPNET" or "ELECTRA" or "NOMIC_BERT" => Encoder.TokenizerKind.WordPiece,
            "XLMROBERTA" or "XLM-ROBERTA" => Encoder.TokenizerKind.XlmRoberta,
            "T5" => Encoder.TokenizerKind.SentencePiece,
            null => throw new EncoderLoadException(
                files.PathOf("tokenizer_config.json"),
                "neither it nor config.json nor encoder.json names a tokenizer; set tokenizer in encoder.json."),
            _ => throw new EncoderLoadException(
                files.PathOf("tokenizer_config.json"),
                $"the tokenizer '{name}' is not supported. "
                + "Supported are those of BERT, DistilBERT, ELECTRA, MPNet (WordPiece), T5 and XLM-RoBERTa (SentencePiece)."),
        };
    }

    /// <summary>The pooling module's mode; null if there is no such module.</summary>
    /// <exception cref="EncoderLoadException">The pooling is not supported.</exception>
    public PoolingMode? Pooling()
    {
        var name = $"{PoolingDirectory() ?? "1_Pooling"}/config.json";
        if (files.Json(name) is not { } pooling)
        {
            return null;
        }

        var modes = pooling
            .Where(entry => entry.Key.StartsWith("pooling_mode_", StringComparison.Ordinal) && entry.Value?.GetValueKind() == JsonValueKind.True)
            .Select(entry => entry.Key);
        return string.Join(" + ", modes) switch
        {
            "pooling_mode_mean_tokens" => PoolingMode.Mean,
            "pooling_mode_cls_token" => PoolingMode.Cls,
            "pooling_mode_max_tokens" => PoolingMode.Max,
            var other => throw new EncoderLoadException(
                files.PathOf(name),
                $"the pooling '{other}' is not supported; use mean, cls or max, or export a model with the output sentence_embedding."),
        };
    }

    /// <summary>The longest input: the least of what the files say.</summary>
    public int MaxTokens()
    {
        // These count positions from the padding token's id, 1, so their first two positions are never used.
        var reserved = Text(config, "model_type") is "xlm-roberta" or "mpnet" ? 2 : 0;
        double?[] limits =
        [
            Number(files.Json("sentence_bert_config.json"), "max_seq_length"),
            Number(tokenizer, "model_max_length"),
            Number(config, "max_position_embeddings") - reserved,
        ];
        return (int)(limits.Where(limit => limit is > 0 and < 1e6).Min() ?? UsualMaxTokens);
    }

    /// <summary>The default prompt, or nothing.</summary>
    public string Prefix()
    {
        var prompts = files.Json("config_sentence_transformers.json");
        return Text(prompts, "default_prompt_name") is { } name ? Text(prompts?["prompts"] as JsonObject, name) ?? "" : "";
    }

    /// <summary>A flag of tokenizer_config.json.</summary>
    public bool? Flag(string name) => tokenizer?[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    /// <summary>A special token of tokenizer_config.json, which writes it as a string or an object.</summary>
    public string? SpecialToken(string name) => Text(tokenizer, name) ?? Text(tokenizer?[name] as JsonObject, "content");

    private static string? Text(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static double? Number(JsonObject? json, string name) =>
        json?[name] is JsonValue value && value.TryGetValue(out double number) ? number : null;

    /// <summary>Where modules.json has the pooling; also refuses modules that the encoder would leave out.</summary>
    private string? PoolingDirectory()
    {
        if (files.Find(ModulesFile) is not { } path)
        {
            return null;
        }

        var modules = EncoderFiles.Parse(path, bytes => EncoderFiles.ParseNode<JsonArray>(bytes).OfType<JsonObject>().Select(module => (
            Kind: Text(module, "type")?.Split('.')[^1] ?? "", Path: Text(module, "path"))).ToList());
        var unknown = modules.Find(module => module.Kind is not ("Transformer" or "Pooling" or "Normalize"));
        return unknown.Kind is null
            ? modules.Find(module => module.Kind == "Pooling").Path
            : throw new EncoderLoadException(
                path,
                $"the module '{unknown.Kind}' is not supported; "
                + "export a model that contains it and has the output sentence_embedding, and remove modules.json.");
    }
}
