using System.Diagnostics;
using System.Globalization;
using Detector.Client;
using Detector.Pipelines.Running;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;

namespace Detector.Pipelines.Studies;

/// <summary>A million short candidates curated in one call: what the service and this program hold meanwhile.</summary>
internal sealed class ManyCandidatesStudy : IStudy<Setting>
{
    private const double MostMebibytes = 2048;
    private const int ReferenceSize = 4000;
    private const int MinWords = 6;
    private const int MaxWords = 12;

    public string Name => "many candidates";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        var (count, selected) = setting.Options.Smoke ? (2_000, 100) : (1_000_000, 10_000);
        await using var service = await Service.StartNewAsync();
        using var client = new DetectorClient(service.Options);
        var texts = new ShortTexts([.. setting.Passages.Select(passage => passage.Text.Split(' '))]);
        var reference = setting.Options.Smoke ? ReferenceSize / 10 : ReferenceSize;
        await client.CreateReadyAsync("short", texts.Write(reference, seed: 1).Select(text => new Sample { Text = text }));
        var started = Stopwatch.GetTimestamp();
        long decided = 0;
        var summary = await client.CurateAsync(
            "short",
            texts.Write(count, seed: 2).Select(text => new Sample { Text = text }).ToAsyncEnumerable(),
            decisions =>
            {
                decided += decisions.Count;
                return ValueTask.CompletedTask;
            },
            selected);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (peak, own) = (Memory.PeakMebibytes(service.ProcessId), Memory.PeakMebibytes(Environment.ProcessId));
        setting.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {count} candidates in {seconds:0} s, {count / seconds:0} a second; {summary.Kept} kept; service {peak:0} MiB at most, this program {own:0} MiB"));
        return
        [
            new Target($"{Name}: decided of", $"{count}", $"{decided}", decided == count && summary.Candidates == count),
            new Target($"{Name}: selected", $"{selected}", $"{summary.Selected.Count}", summary.Selected.Count == selected),
            Target.AtMost($"{Name}: memory of the service at most, MiB", MostMebibytes, Math.Round(peak)),
            Target.AtMost($"{Name}: memory of the caller at most, MiB", MostMebibytes, Math.Round(own)),
        ];
    }

    // Runs of words from human text: nearly all of them different, some alike.
    private sealed class ShortTexts(string[][] passages)
    {
        public IEnumerable<string> Write(int count, int seed)
        {
            var random = Seeds.For("short", seed);
            for (var i = 0; i < count; i++)
            {
                var words = passages[random.Next(passages.Length)];
                var length = Math.Min(random.Next(MinWords, MaxWords + 1), words.Length);
                var start = random.Next(words.Length - length + 1);
                yield return string.Join(' ', words.AsSpan(start, length));
            }
        }
    }
}
