using Detector.Encoding;
using Detector.Encoding.Models;

namespace Detector.Host.Lifetime;

/// <summary>Makes the bundled encoder from its published weights.</summary>
internal static class MakeEncoder
{
    /// <summary>Runs the verb.</summary>
    /// <param name="arguments">--weights DIR --output DIR.</param>
    /// <param name="output">Told about the progress.</param>
    /// <param name="error">Told what went wrong.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is not [var first, var firstValue, var second, var secondValue]
            || (first, second) is not (("--weights", "--output") or ("--output", "--weights")))
        {
            error.WriteLine("detector-service: make-encoder needs --weights DIR --output DIR.");
            return ExitCode.Usage;
        }

        var (weights, target) = first == "--weights" ? (firstValue, secondValue) : (secondValue, firstValue);
        try
        {
            BundledEncoder.Make(weights, target, output);
            return ExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or EncoderLoadException)
        {
            error.WriteLine($"detector-service: {exception.Message}");
            return ExitCode.Failure;
        }
    }
}
