using System.Diagnostics;
using System.Globalization;
using Detector.Benchmarks.Measuring;
using Detector.Detection.Calibration;
using Detector.Encoding;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Benchmarks.Studies;

/// <summary>What a reference costs beside the encoding of its texts, for short and for long ones.</summary>
internal sealed class ReferenceStudy : IStudy<Setting>
{
    // Texts of a chat or an answer, and of an article.
    private const int Passage = 54;
    private const int Passages = 6;

    public string Name => "reference";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        var smoke = setting.Options.Smoke;
        await using var encoder = OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });
        var texts = setting.Texts(smoke ? 300 : 10_000, Passage, Passage, seed: 1);
        var ask = new Ask(smoke);
        var one = await CreateAsync(encoder, texts, smoke);
        string[] longer = [.. texts.Chunk(Passages).SelectMany(chunk => Enumerable.Range(0, chunk.Length).Select(i => string.Join(' ', chunk[i..].Concat(chunk[..i]))))];
        var several = await CreateAsync(encoder, longer, smoke);
        var table = new TextTable("texts", "words", "encode s", "fit s", "nulls s", "rest of encoding");
        foreach (var (words, costs) in new[] { (Passage, one), (Passage * Passages, several) })
        {
            table.Add(
                $"{texts.Length}", $"{words}", Write(costs.Encode), Write(costs.Fit), Write(costs.Nulls), Write((costs.Fit + costs.Nulls) / costs.Encode));
        }

        await setting.Output.WriteLineAsync($"{table}");
        return
        [
            ask.AtMost($"{Name}: of {Passage} words, all times its encoding", 2, one.All / one.Encode),
            ask.AtMost($"{Name}: of {Passage * Passages} words, all times its encoding", 2, several.All / several.Encode),
        ];
    }

    private static async Task<Costs> CreateAsync(ITextEncoder encoder, string[] texts, bool smoke)
    {
        var started = Stopwatch.GetTimestamp();
        var encoded = await EncodedTexts.OfAsync(encoder, texts);
        var encode = Stopwatch.GetElapsedTime(started).TotalSeconds;
        started = Stopwatch.GetTimestamp();
        var options = new ReferenceOptions { NullDraws = smoke ? 100 : 500 };
        var fitted = FittedReference.Fit(encoded.Samples, encoded.Embeddings, options, CancellationToken.None);
        var fit = Stopwatch.GetElapsedTime(started).TotalSeconds;
        fitted.Calibrate(progress: null, CancellationToken.None);
        return new(encode, fit, Stopwatch.GetElapsedTime(started).TotalSeconds - fit);
    }

    private static string Write(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    private sealed record Costs(double Encode, double Fit, double Nulls)
    {
        public double All => Encode + Fit + Nulls;
    }
}
