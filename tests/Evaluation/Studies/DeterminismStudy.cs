using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Studies;

/// <summary>The same seed gives the same reference and report, byte for byte, on one core or many.</summary>
internal sealed class DeterminismStudy : IStudy
{
    private const int MostKnown = 1000;

    public string Name => "determinism";

    public bool HoldsInSmoke => true;

    public IEnumerable<Target> Run(Setting setting)
    {
        if (!setting.Options.Includes(Name))
        {
            yield break;
        }

        setting.Progress.WriteLine(Name);
        var many = Digest(setting.Corpus);
        var again = Digest(setting.Corpus);
        var one = OnOneCore(setting.Options);
        yield return new Target("reference and report, made again", many, again, many == again);
        yield return new Target($"reference and report, {Environment.ProcessorCount} cores and one", many, one, many == one);
    }

    /// <summary>A hash over the bytes of a reference and of the report of a batch, for the largest set of a corpus.</summary>
    public static string Digest(Corpus corpus)
    {
        var set = corpus.Sets.OrderByDescending(set => set.Value.Count).ThenBy(set => set.Key, StringComparer.Ordinal).First().Value;
        var known = set.Draw(Math.Min(MostKnown, set.Count / 2), Seeds.For("determinism"));
        var reference = ReferenceDistribution.Fit(
            known.Samples, known.Embeddings, new ReferenceOptions { KeepTexts = true }, progress: null, CancellationToken.None);
        var batch = set.Draw(known.Count / 4, Seeds.For("determinism", "batch"));
        var report = Judge.Score(
            reference, batch.Samples, batch.Embeddings, new JudgeOptions { IncludeFindings = true }, CancellationToken.None);
        using var bytes = new MemoryStream();
        reference.Write(bytes);
        JsonSerializer.Serialize(bytes, report);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..16];
    }

    private static string OnOneCore(EvaluationOptions options)
    {
        var start = new ProcessStartInfo(
            "dotnet", [typeof(DeterminismStudy).Assembly.Location, options.Directory, "--precision", options.Precision, "--digest"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        using var child = Process.Start(start)!;
        var digest = child.StandardOutput.ReadToEnd().Trim();
        child.WaitForExit();
        return child.ExitCode == 0 ? digest : $"the process on one core ended with {child.ExitCode}";
    }
}
