using Detector.Hardening.Fuzzing.Parsers;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Hardening.Fuzzing;

/// <summary>Damaged files and blobs to every parser, in this process: each is read, or refused as the parser says that it refuses.</summary>
internal sealed class ParserStudy : IStudy<HardeningOptions>
{
    private const double MostMebibytes = 64;
    private const int MostFaultsShown = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public string Name => "parsers";

    public async Task<IReadOnlyList<Target>> RunAsync(HardeningOptions setting)
    {
        var files = setting.Smoke ? 300 : 4_000;
        using var folder = new TemporaryFolder();
        var parsers = await FuzzedParsers.AllAsync(folder.Path);
        var table = new TextTable("parser", "files", "read", "refused", "largest MiB", "longest ms", "undefined");
        var (total, undefined, hangs, most) = (0, 0, 0, 0.0);
        foreach (var parser in parsers)
        {
            var outcome = new ParserOutcome(parser);
            for (var number = 0; number < files && outcome.Hangs == 0; number++)
            {
                await outcome.AddAsync(setting.Seed, number, Longest);
            }

            table.Add(
                parser.Name, $"{outcome.Files}", $"{outcome.Read}", $"{outcome.Refused}", FormattableString.Invariant($"{outcome.MostMebibytes:0.0}"),
                FormattableString.Invariant($"{outcome.Longest.TotalMilliseconds:0}"), $"{outcome.Faults.Count}");
            (total, undefined, hangs, most) = (total + outcome.Files, undefined + outcome.Faults.Count, hangs + outcome.Hangs, Math.Max(most, outcome.MostMebibytes));
            foreach (var fault in outcome.Faults.Take(MostFaultsShown))
            {
                Console.WriteLine($"  {parser.Name}, {fault}");
            }
        }

        Console.WriteLine($"\n{table}");
        return
        [
            new Target($"{Name}: files that were neither read nor refused as documented", "0", $"{undefined} of {total}", undefined == 0),
            new Target($"{Name}: parsers that hang", "0", $"{hangs} of {parsers.Count}", hangs == 0),
            Target.AtMost($"{Name}: MiB allocated for one file", MostMebibytes, most),
        ];
    }
}
