namespace Detector.Encoding;

/// <summary>An encoder directory is missing, incomplete or broken.</summary>
/// <param name="path">The file or directory at fault.</param>
/// <param name="problem">What is wrong with it and what to do.</param>
/// <param name="inner">The error below, if any.</param>
public sealed class EncoderLoadException(string path, string problem, Exception? inner = null)
    : Exception($"The encoder at '{path}' cannot be used: {problem}", inner)
{
    /// <summary>The file or directory at fault.</summary>
    public string Path { get; } = path;
}
