using System.Collections.Concurrent;
using Detector.Detection.Judging;

namespace Detector.Detection.Tests.Worlds;

/// <summary>Batches of one damage each, of fixed seeds, and their reports, each made once.</summary>
internal static class Damages
{
    private const int Count = 256;
    private static readonly ConcurrentDictionary<Damage, Lazy<Report>> Reports = new();
    private static readonly ConcurrentDictionary<Damage, Lazy<Report>> PromptReports = new();

    /// <summary>The report on single outputs.</summary>
    public static Report Judged(Damage damage) =>
        Reports.GetOrAdd(damage, of => new Lazy<Report>(() => Batch(of).Judged(World.Reference.Value))).Value;

    /// <summary>The report on several outputs to each of prompts that the reference does not know.</summary>
    public static Report JudgedPrompts(Damage damage) => PromptReports.GetOrAdd(
        damage,
        of => new Lazy<Report>(() => PromptWorld.Of(new World(902), 1000, 80, of == Damage.Sharpened ? 0.2 : 0.9).Judged(PromptWorld.Reference.Value)))
        .Value;

    private static Batch Batch(Damage damage)
    {
        var world = new World(901);
        return damage switch
        {
            Damage.None => world.Sample(Count),
            Damage.Contracted => world.Sample(Count).Contracted(0.7f),
            Damage.Repeated => world.Sample(Count).Repeated(30),
            Damage.FewTopics => world.Of(Enumerable.Range(0, Count).Select(i => i % 10)),
            Damage.Sharpened => world.Sample(Count, noise: 0.3),
            Damage.Gibberish => world.Sample(Count, noise: 6),
            Damage.FewWords => world.Sample(Count, vocabulary: 100),
            Damage.Short => world.Sample(Count, words: 10),
            Damage.Looping => world.Sample(Count).WithTexts((sample, i) => i % 3 == 0 ? sample with { Text = LoopOf(sample.Text) } : sample),
            Damage.Opening => world.Sample(Count).WithTexts((sample, _) => sample with { Text = "as a language model " + sample.Text }),
            _ => throw new ArgumentOutOfRangeException(nameof(damage)),
        };
    }

    private static string LoopOf(string text) => string.Join(' ', Enumerable.Repeat(string.Join(' ', text.Split(' ').Take(6)), 5));
}
