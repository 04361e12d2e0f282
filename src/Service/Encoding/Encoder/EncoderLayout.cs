using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Encoder;

/// <summary>An encoder directory, understood: what its files say, whichever of them says it.</summary>
internal sealed record EncoderLayout
{
    public required EncoderFiles Files { get; init; }

    public required string Name { get; init; }

    public required string ModelFile { get; init; }

    public required ITokenizer Tokenizer { get; init; }

    /// <summary>Null if the model must have an output sentence_embedding.</summary>
    public required PoolingMode? Pooling { get; init; }

    /// <summary>Longest input in tokens, special ones included.</summary>
    public required int MaxTokens { get; init; }

    public required string Prefix { get; init; }

    /// <summary>Length of an embedding if a file says it.</summary>
    public required int? Dimension { get; init; }

    /// <summary>Reads a directory.</summary>
    /// <exception cref="EncoderLoadException">A file is missing, broken or asks for what is not supported.</exception>
    public static EncoderLayout Read(string directory)
    {
        var files = new EncoderFiles(directory);
        var manifest = files.Manifest();
        var model = files.Find("model.onnx", "onnx/model.onnx") ?? throw new EncoderLoadException(
            files.PathOf("model.onnx"), "neither model.onnx nor onnx/model.onnx is there. Export the model to ONNX or make the encoder again.");
        files.Use("model.onnx_data");
        files.Use("onnx/model.onnx_data");
        var export = SentenceTransformersExport.Read(files);
        var kind = manifest.Tokenizer ?? export.TokenizerKind();
        return new()
        {
            Files = files,
            Name = manifest.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(files.Directory)),
            ModelFile = model,
            Tokenizer = TokenizerFiles.Load(files, kind, export),
            Pooling = manifest.Pooling ?? export.Pooling(),
            MaxTokens = Positive(files, manifest.MaxTokens ?? export.MaxTokens()),
            Prefix = manifest.Prefix ?? export.Prefix(),
            Dimension = manifest.Dimension,
        };
    }

    private static int Positive(EncoderFiles files, int maxTokens) => maxTokens is >= 4 and <= 65536
        ? maxTokens
        : throw new EncoderLoadException(files.Directory, $"its longest input is {maxTokens} tokens; set max_tokens in encoder.json to 4 to 65536.");
}
