using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Hardening.Fuzzing;

/// <summary>What a process holds.</summary>
/// <param name="Mebibytes">Resident memory.</param>
/// <param name="Handles">Open files and sockets.</param>
/// <param name="Threads">Threads.</param>
internal readonly record struct Vitals(double Mebibytes, int Handles, int Threads)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    // Caches of the store and of the runtime fill, and the pool of threads breathes; what leaks with every message is far above, given their number.
    private const double MostMebibytes = 150;
    private const int MostHandles = 40;
    private const int MostThreads = 30;

    /// <summary>What a process holds once it is quiet for a while: the least of several looks.</summary>
    public static async Task<Vitals> OfAsync(int process)
    {
        var least = Now(process);
        for (var looks = 0; looks < 10; looks++)
        {
            await Task.Delay(Settling / 10);
            var now = Now(process);
            least = new Vitals(Math.Min(least.Mebibytes, now.Mebibytes), Math.Min(least.Handles, now.Handles), Math.Min(least.Threads, now.Threads));
        }

        return least;
    }

    /// <summary>Targets for what it holds now, beside what it held.</summary>
    public IEnumerable<Target> Since(Vitals before, string name) =>
    [
        Grown(name, "resident MiB", MostMebibytes, before.Mebibytes, Mebibytes),
        Grown(name, "open handles", MostHandles, before.Handles, Handles),
        Grown(name, "threads", MostThreads, before.Threads, Threads),
    ];

    private static Vitals Now(int process) => new(
        Memory.ResidentMebibytes(process), Directory.GetFileSystemEntries($"/proc/{process}/fd").Length, Directory.GetDirectories($"/proc/{process}/task").Length);

    private static Target Grown(string name, string what, double most, double before, double after) => new(
        $"{name}: {what} more at the end than after a tenth",
        FormattableString.Invariant($"<= {most}"),
        FormattableString.Invariant($"{after - before:0} ({before:0} to {after:0})"),
        after - before <= most);
}
