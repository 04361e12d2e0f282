using System.Diagnostics;
using Detector.Tests.Shared;

namespace Detector.Hardening.Fuzzing.Parsers;

/// <summary>What a parser made of the files that it was given.</summary>
/// <param name="parser">The parser.</param>
internal sealed class ParserOutcome(FuzzedParser parser)
{
    private readonly List<string> _faults = [];

    /// <summary>Files given.</summary>
    public int Files { get; private set; }

    /// <summary>Those read.</summary>
    public int Read { get; private set; }

    /// <summary>Those refused as documented.</summary>
    public int Refused { get; private set; }

    /// <summary>Those that it did not come to an end with.</summary>
    public int Hangs { get; private set; }

    /// <summary>Most memory allocated for one of them.</summary>
    public double MostMebibytes { get; private set; }

    /// <summary>Longest time for one of them.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>What else happened, each with the file's number.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Gives it the file of a number: the same for the same seed.</summary>
    public async Task AddAsync(int seed, int number, TimeSpan longest)
    {
        var random = Seeds.For("parsers", parser.Name, seed, number);
        var seeds = parser.Seeds;
        var bytes = new ByteMutator(random).Mutate(seeds[random.Next(seeds.Count)], seeds[random.Next(seeds.Count)]);
        var (allocated, started) = (GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        Files++;
        try
        {
            await Task.Run(() => parser.Read(bytes)).WaitAsync(longest);
            Read++;
        }
        catch (TimeoutException)
        {
            Hangs++;
        }
        catch (Exception refusal) when (parser.Refusals.Contains(refusal.GetType()))
        {
            Refused++;
        }
        catch (Exception fault)
        {
            _faults.Add($"file {number}: {fault.GetType().Name} {fault.Message} {fault.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Detector.", StringComparison.Ordinal))?.Trim()}");
        }

        MostMebibytes = Math.Max(MostMebibytes, (GC.GetTotalAllocatedBytes() - allocated) / 1048576.0);
        Longest = TimeSpan.FromTicks(Math.Max(Longest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
    }
}
