using System.Diagnostics;
using System.Globalization;
using Detector.Benchmarks.Measuring;
using Detector.Benchmarks.Peers;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Numerics;
using Detector.Encoding;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Benchmarks.Studies;

/// <summary>All figures of a report beside a script that computes the same with numpy, scipy, scikit-learn and torch.</summary>
internal sealed class ReportStudy : IStudy<Setting>
{
    public string Name => "report";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        var smoke = setting.Options.Smoke;
        var (count, known) = smoke ? (128, 600) : (1_024, 4_096);
        await using var encoder = OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });
        var reference = await EncodedTexts.OfAsync(encoder, setting.Texts(known, 20, 54, seed: 1));
        var batch = await EncodedTexts.OfAsync(encoder, setting.Texts(count, 20, 54, seed: 2));
        var fitted = ReferenceDistribution.Fit(
            reference.Samples, reference.Embeddings, new ReferenceOptions { NullDraws = smoke ? 100 : 500 }, progress: null, CancellationToken.None);
        var left = batch.Embeddings;
        var right = reference.Embeddings;
        var products = new float[(long)left.Count * right.Count];
        using var folder = new TemporaryFolder();
        await using var script = await PythonReport.StartAsync(setting.Options.Peers, folder.Path, fitted, reference, batch);
        var rounds = await Rounds.RunAsync(setting.Rounds, [("report, per s", () => Task.FromResult(ReportsPerSecond(fitted, batch))), .. script.Contenders]);

        // Short ones and many, since whatever else runs meets memory more than registers.
        var kernels = await Rounds.RunAsync(smoke ? 1 : 41, [
            ("distances, multiplications per s", () => Task.FromResult(PerSecond(
                1, (double)left.Count * right.Count * left.Dimension,
                () => Gram.ProductsParallel(left.Memory, left.Count, right.Memory, right.Count, left.Dimension, products, CancellationToken.None)))),
            ("peak, multiplications per s", () => Task.FromResult(FloatPeak.PerSecond(smoke ? 100_000 : 2_000_000)))]);
        await setting.Output.WriteLineAsync(
            $"  {count} samples against a reference of {known}, both cores\n{rounds.ToString("#,0.00")}\n{kernels.ToString("#,0")}\n{Axes(fitted, batch)}");
        var ask = new Ask(smoke);
        return
        [
            ask.AtMost($"{Name}: ms of statistics", 150, 1000 / rounds["report, per s"]),
            ask.AtLeast($"{Name}: distances of the machine's peak", 0.6, kernels.Ratio("distances, multiplications per s", "peak, multiplications per s")),
            .. script.Targets(ask, rounds),
        ];
    }

    private static double ReportsPerSecond(ReferenceDistribution reference, EncodedTexts batch) =>
        PerSecond(1, 1, () => Judge.Score(reference, batch.Samples, batch.Embeddings, new JudgeOptions(), CancellationToken.None));

    private static double PerSecond(int times, double work, Action action)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            action();
        }

        return times * work / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static string Axes(ReferenceDistribution reference, EncodedTexts batch)
    {
        var observer = new AxisSeconds();
        var started = Stopwatch.GetTimestamp();
        Judge.Score(reference, batch.Samples, batch.Embeddings, new JudgeOptions { Observer = observer }, CancellationToken.None);
        var all = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var table = new TextTable("axis", "ms");
        foreach (var (axis, milliseconds) in observer.Milliseconds.OrderByDescending(entry => entry.Value))
        {
            table.Add(axis, milliseconds.ToString("0.0", CultureInfo.InvariantCulture));
        }

        table.Add("before and after them", (all - observer.Milliseconds.Values.Sum()).ToString("0.0", CultureInfo.InvariantCulture));
        return table.ToString();
    }
}
