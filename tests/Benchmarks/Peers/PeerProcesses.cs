using System.Diagnostics;
using System.Globalization;

namespace Detector.Benchmarks.Peers;

/// <summary>
/// A peer in other processes, one per core, of which each does its share. A process says <c>ready</c> and then, for every line <c>go</c>,
/// does its work and writes how many items it did.
/// </summary>
internal sealed class PeerProcesses : IAsyncDisposable
{
    private readonly Process[] _processes;

    private PeerProcesses(Process[] processes) => _processes = processes;

    /// <summary>Starts them.</summary>
    /// <param name="program">The program.</param>
    /// <param name="count">Number of processes.</param>
    /// <param name="arguments">Its arguments; each process gets its number and the number of processes after them.</param>
    /// <exception cref="IOException">One ended before it was ready.</exception>
    public static async Task<PeerProcesses> StartAsync(string program, int count, params string[] arguments)
    {
        var peers = new PeerProcesses([.. Enumerable.Range(0, count).Select(number => Start(program, [.. arguments, $"{number}", $"{count}"]))]);
        try
        {
            foreach (var process in peers._processes)
            {
                await ReadAsync(process, "ready");
            }

            return peers;
        }
        catch
        {
            await peers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets all work and returns items a second until the last is done.</summary>
    public async Task<double> PerSecondAsync()
    {
        var started = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(_processes.Select(async process =>
        {
            await process.StandardInput.WriteLineAsync("go");
            await process.StandardInput.FlushAsync();
            return double.Parse(await ReadAsync(process, null), CultureInfo.InvariantCulture);
        }));
        return done.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Ends them.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private static Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private static async Task<string> ReadAsync(Process process, string? expected)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (expected is null || line == expected)
            {
                return line;
            }
        }

        throw new IOException($"{process.StartInfo.FileName} {process.StartInfo.ArgumentList[0]} ended; its errors stand above.");
    }
}
