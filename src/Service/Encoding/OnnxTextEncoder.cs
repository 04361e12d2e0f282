namespace Detector.Encoding;

/// <summary>An encoder directory on ONNX Runtime.</summary>
public static class OnnxTextEncoder
{
    /// <summary>Loads and checks an encoder directory: its files, tokenizer and one trial run.</summary>
    /// <param name="options">Which encoder, and how.</param>
    /// <exception cref="EncoderLoadException">The directory cannot be used.</exception>
    public static ITextEncoder Load(EncoderOptions options) => throw new NotImplementedException();
}
