using Detector.Encoding.Batching;
using Detector.Encoding.Encoder;
using Detector.Encoding.Tokenization;

namespace Detector.Encoding;

/// <summary>An encoder directory on ONNX Runtime.</summary>
public static class OnnxTextEncoder
{
    /// <summary>Loads and checks an encoder directory: its files, tokenizer and one trial run.</summary>
    /// <param name="options">Which encoder, and how.</param>
    /// <param name="ran">Told of every run of the model, on the thread that ran it; null for nobody.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="EncoderLoadException">The directory cannot be used.</exception>
    public static ITextEncoder Load(EncoderOptions options, Action<ModelRun>? ran = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var bundled = Path.Combine(AppContext.BaseDirectory, "encoder", "int8");
        var layout = EncoderLayout.Read(options.Path.Length > 0 ? options.Path : bundled);
        if (!NormalizationCheck.Passes())
        {
            throw new EncoderLoadException(
                layout.Files.Directory,
                "this process cannot normalize Unicode, so tokens would be wrong. Install ICU (libicu) and do not set InvariantGlobalization.");
        }

        var model = ModelSession.Open(layout);
        try
        {
            var chunker = ChunkerOf(layout);
            SelfCheck.Run(layout.Files, chunker, model);
            var description = new EncoderDescription(layout.Name, layout.Files.Fingerprint(), model.Dimension, layout.MaxTokens);
            return new BatchingTextEncoder(description, model, chunker, options, ran, TimeProvider.System);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static TextChunker ChunkerOf(EncoderLayout layout)
    {
        try
        {
            return new(layout.Tokenizer, layout.Prefix, layout.MaxTokens);
        }
        catch (ArgumentException error)
        {
            throw new EncoderLoadException(layout.Files.Directory, $"{error.Message} Shorten the prefix or raise max_tokens in encoder.json.", error);
        }
    }
}
