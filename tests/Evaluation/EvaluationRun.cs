using Detector.Encoding;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;
using Detector.Evaluation.Studies;

namespace Detector.Evaluation;

/// <summary>The evaluation from arguments to exit code.</summary>
internal static class EvaluationRun
{
    private static readonly IStudy[] Studies =
    [
        new DeterminismStudy(), new TemperatureStudy(), new PairStudy(), new SizeStudy(), new FalseAlarmStudy(), new DamageStudy(), new LoopStudy(),
        new StreamStudy(),
    ];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every target is met, 1 when one is missed, 2 when the arguments make no sense.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        try
        {
            return await RunAsync(EvaluationOptions.Parse(arguments));
        }
        catch (Exception error) when (error is ArgumentException or IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
    }

    private static async Task<int> RunAsync(EvaluationOptions options)
    {
        var cache = Repository.PathOf("artifacts", "evaluation");
        if (options.Directory.Length == 0)
        {
            options = options with { Directory = Path.Combine(cache, "stand-ins") };
            StandIns.Write(options.Directory);
        }

        await using var encoder = OnnxTextEncoder.Load(
            new EncoderOptions { Path = Path.Combine(TestEncoder.Root, options.Precision), QueueTokens = 1L << 31 });
        var embedder = new Embedder(encoder, cache);
        var corpus = await Corpus.LoadAsync(options.Directory, embedder, Console.Error, CancellationToken.None);
        if (options.Digest)
        {
            Console.WriteLine(DeterminismStudy.Digest(corpus));
            return 0;
        }

        var setting = new Setting(corpus, new BenchStore(corpus, Console.Error), options, Console.Out, Console.Error);
        List<Target> targets = [];
        foreach (var study in Studies)
        {
            var shown = study.Run(setting).ToArray();
            targets.AddRange(shown.Where(_ => study.HoldsInSmoke || !options.Smoke));
        }

        return Targets.Summarize(targets, setting.Output);
    }
}
