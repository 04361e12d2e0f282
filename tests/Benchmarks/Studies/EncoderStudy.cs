using System.Diagnostics;
using Detector.Benchmarks.Measuring;
using Detector.Benchmarks.Peers;
using Detector.Encoding;
using Detector.Encoding.Encoder;
using Detector.Encoding.Tokenization;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Benchmarks.Studies;

/// <summary>The encoder from texts to vectors, beside the bare model, the roof of its products, and what others make of the same texts.</summary>
internal sealed class EncoderStudy : IStudy<Setting>
{
    private const int BatchTokens = 512;

    // Of the published graph less what tables and the mean before the last product save (multiplications).
    private const double PerToken = 3.539e6;
    private const double PerTokenSquared = 1536;
    private const double PerText = 1.05e6;

    public string Name => "encoder";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        var smoke = setting.Options.Smoke;
        var texts = setting.Texts(smoke ? 100 : 2_000, 5, 60, seed: 1);
        await using var int8 = new Counted(TestEncoder.Int8Path);
        await using var fp32 = new Counted(TestEncoder.Fp32Path);
        var tokens = await int8.CountAsync(texts);
        var mean = (double)tokens / texts.Length;
        var length = (int)Math.Round(mean);
        using var bareInt8 = new BareModel(TestEncoder.Int8Path, length, BatchTokens / length);
        using var bareFp32 = new BareModel(TestEncoder.Fp32Path, length, BatchTokens / length);
        using var roofInt8 = new PlainProduct(int8: true);
        using var roofFp32 = new PlainProduct(int8: false);
        var layout = EncoderLayout.Read(TestEncoder.Int8Path);
        var some = smoke ? texts : texts[..500];
        var fewer = some[..Math.Min(some.Length, 100)];
        List<(string, Func<Task<double>>)> contenders =
        [
            ("int8, service path", () => int8.TokensPerSecondAsync(texts)),
            ("int8, bare model", () => Task.FromResult(bareInt8.TokensPerSecond(tokens))),
            ("int8, one product, per s", () => Task.FromResult(roofInt8.PerSecond(smoke ? 20 : 300))),
            ("fp32, service path", () => fp32.TokensPerSecondAsync(some)),
            ("fp32, bare model", () => Task.FromResult(bareFp32.TokensPerSecond(tokens / 4))),
            ("fp32, one product, per s", () => Task.FromResult(roofFp32.PerSecond(smoke ? 10 : 100))),
            ("tokenizer, one thread", () => Task.FromResult(Tokenize(layout, texts))),
        ];
        using var folder = new TemporaryFolder();
        await using var peers = await JavaScriptPeers.StartAsync(setting.Options.Peers, folder.Path, fewer, some, layout);
        contenders.AddRange(peers.Contenders);

        var rounds = await Rounds.RunAsync(setting.Rounds, contenders);
        var products = PerToken + (PerTokenSquared * length) + (PerText / length);
        await setting.Output.WriteLineAsync($"  tokens a second, {texts.Length} texts of {mean:0.0} tokens on average, both cores\n{rounds.ToString("#,0")}");
        var ask = new Ask(smoke);
        return
        [
            ask.AtLeast($"{Name}: int8, service path of bare model", 0.85, rounds.Ratio("int8, service path", "int8, bare model")),
            ask.AtLeast($"{Name}: fp32, service path of bare model", 0.85, rounds.Ratio("fp32, service path", "fp32, bare model")),
            ask.AtLeast($"{Name}: int8, service path of the product's rate", 0.70, rounds.Ratio("int8, service path", "int8, one product, per s", products)),
            ask.AtLeast($"{Name}: fp32, service path of the product's rate", 0.90, rounds.Ratio("fp32, service path", "fp32, one product, per s", products)),
            ask.AtMost($"{Name}: padding of tokens", 0.03, int8.Padding),
            ask.AtMost($"{Name}: tokenizing of encoding time", 0.03, rounds.Ratio("int8, service path", "tokenizer, one thread", 1.0 / Environment.ProcessorCount)),
            .. peers.Targets(ask, rounds),
        ];
    }

    private static double Tokenize(EncoderLayout layout, string[] texts)
    {
        var tokens = new List<int>();
        var started = Stopwatch.GetTimestamp();
        foreach (var text in texts)
        {
            layout.Tokenizer.Encode(TextCleaning.CollapseWhiteSpace(text), tokens);
        }

        return tokens.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>An encoder whose tokens are counted as its model runs on them.</summary>
    private sealed class Counted : IAsyncDisposable
    {
        private readonly ITextEncoder _encoder;
        private long _tokens;
        private long _padded;

        public Counted(string path) => _encoder = OnnxTextEncoder.Load(new() { Path = path }, Count);

        public double Padding => 1 - ((double)_tokens / _padded);

        public async Task<int> CountAsync(string[] texts)
        {
            var before = _tokens;
            await _encoder.EncodeAsync(texts, CancellationToken.None);
            return (int)(_tokens - before);
        }

        public async Task<double> TokensPerSecondAsync(string[] texts)
        {
            var started = Stopwatch.GetTimestamp();
            return await CountAsync(texts) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        public ValueTask DisposeAsync() => _encoder.DisposeAsync();

        private void Count(ModelRun run)
        {
            Interlocked.Add(ref _tokens, run.Tokens);
            Interlocked.Add(ref _padded, run.PaddedTokens);
        }
    }
}
