using Detector.Encoding;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;
using Detector.Evaluation.Results;
using Detector.Evaluation.Studies;
using Detector.Tests.Shared;

namespace Detector.Evaluation;

/// <summary>The evaluation from arguments to exit code.</summary>
internal static class EvaluationRun
{
    private static readonly IStudy[] Studies = [new FalseAlarmStudy(), new DamageStudy(), new PairStudy(), new SizeStudy()];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every target is met, 1 when one is missed, 2 when the arguments make no sense.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        EvaluationOptions options;
        try
        {
            options = EvaluationOptions.Parse(arguments);
        }
        catch (ArgumentException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }

        await using var encoder = OnnxTextEncoder.Load(
            new EncoderOptions { Path = Path.Combine(TestEncoder.Root, options.Precision), QueueTokens = 1L << 31 });
        var embedder = new Embedder(encoder, Repository.PathOf("artifacts", "evaluation"));
        var corpus = await Corpus.LoadAsync(options.Directory, embedder, Console.Error, CancellationToken.None);
        var setting = new Setting(corpus, new BenchStore(corpus, Console.Error), options, Console.Out, Console.Error);
        List<Target> targets = [];
        foreach (var study in Studies)
        {
            targets.AddRange(study.Run(setting));
        }

        return Summarize(targets, setting.Output);
    }

    private static int Summarize(List<Target> targets, TextWriter output)
    {
        var table = new TextTable("target", "wanted", "measured", "");
        foreach (var target in targets)
        {
            table.Add(target.What, target.Wanted, target.Measured, target.Met ? "PASS" : "MISS");
        }

        var missed = targets.Count(target => !target.Met);
        output.WriteLine(table);
        output.WriteLine($"{targets.Count - missed} of {targets.Count} targets met");
        return missed == 0 ? 0 : 1;
    }
}
