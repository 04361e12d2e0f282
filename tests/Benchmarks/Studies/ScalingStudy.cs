using System.Diagnostics;
using System.Globalization;
using Detector.Benchmarks.Measuring;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Encoding;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Benchmarks.Studies;

/// <summary>What a report costs from a hundred samples to a million.</summary>
internal sealed class ScalingStudy : IStudy<Setting>
{
    private const int MostEncoded = 100_000;

    public string Name => "scaling";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        var smoke = setting.Options.Smoke;
        await using var encoder = OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });
        var known = await EncodedTexts.OfAsync(encoder, setting.Texts(smoke ? 600 : 4_096, 3, 8, seed: 1));
        var reference = ReferenceDistribution.Fit(
            known.Samples, known.Embeddings, new ReferenceOptions { NullDraws = 100 }, progress: null, CancellationToken.None);
        var table = new TextTable("samples", "encode s", "statistics s", "statistics, us a sample");
        var costs = new List<(int Count, double Encode, double Statistics)>();
        var encoded = await EncodedTexts.OfAsync(encoder, setting.Texts(100, 3, 8, seed: 2));
        for (var count = 100; count <= (smoke ? 1_000 : 1_000_000); count *= 10)
        {
            var started = Stopwatch.GetTimestamp();
            var encodes = count <= MostEncoded;
            encoded = encodes ? await EncodedTexts.OfAsync(encoder, setting.Texts(count, 3, 8, seed: 2)) : Repeated(encoded, count);
            var encode = encodes ? Stopwatch.GetElapsedTime(started).TotalSeconds : double.NaN;
            Judge.Score(reference, encoded.Samples, encoded.Embeddings, new JudgeOptions(), CancellationToken.None);
            started = Stopwatch.GetTimestamp();
            Judge.Score(reference, encoded.Samples, encoded.Embeddings, new JudgeOptions(), CancellationToken.None);
            costs.Add((count, encode, Stopwatch.GetElapsedTime(started).TotalSeconds));
            table.Add(
                count.ToString("#,0", CultureInfo.InvariantCulture), encodes ? Write(encode) : "", Write(costs[^1].Statistics),
                Write(1e6 * costs[^1].Statistics / count));
        }

        await setting.Output.WriteLineAsync($"{table}");
        var ask = new Ask(smoke);
        var (before, last) = (costs[^2], costs[^1]);
        var encoding = costs.Last(cost => double.IsFinite(cost.Encode));
        return
        [
            ask.AtMost($"{Name}: statistics of {last.Count:#,0} samples, times those of a tenth", 12, last.Statistics / before.Statistics),
            ask.AtMost($"{Name}: statistics of {encoding.Count:#,0} samples, of their encoding", 1, encoding.Statistics / encoding.Encode),
        ];
    }

    // Encoding a million would take minutes and show nothing that a hundred thousand does not.
    private static EncodedTexts Repeated(EncodedTexts texts, int count)
    {
        var dimension = texts.Embeddings.Dimension;
        var values = new float[(long)count * dimension];
        for (var first = 0; first < count; first += texts.Samples.Count)
        {
            texts.Embeddings.Values.CopyTo(values.AsSpan(first * dimension));
        }

        return new([.. Enumerable.Repeat(texts.Samples, count / texts.Samples.Count).SelectMany(samples => samples)], new(values, dimension));
    }

    private static string Write(double value) => value.ToString(value < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture);
}
