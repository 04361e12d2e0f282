using System.Globalization;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>The processes of this machine, from Linux's /proc.</summary>
internal static class ProcessTable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The ids of the running children of a process.</summary>
    public static int[] ChildrenOf(int id) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _)
           let child = int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)
           where Read(child) is { State: not 'Z' } entry && entry.Parent == id
           select child,
    ];

    /// <summary>Waits until a process that is not ours to wait for has ended.</summary>
    public static async Task EndedAsync(int id)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(Interval);
        while (Read(id) is { State: not 'Z' })
        {
            Assert.False(limit.IsCancellationRequested, $"process {id} still runs");
            await timer.WaitForNextTickAsync();
        }
    }

    // "id (name) state parent …"; the name may hold anything.
    private static (char State, int Parent)? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
