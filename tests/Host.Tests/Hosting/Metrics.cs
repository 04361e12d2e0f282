namespace Detector.Host.Tests.Hosting;

/// <summary>Waits for figures that change after a call has ended.</summary>
internal static class Metrics
{
    // A figure that never comes is to fail its test, not to hold up the run; a busy machine needs no more than a part of this.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until /metrics holds a line; a failure shows the lines of the same name.</summary>
    public static async Task WaitAsync(TestService service, string line)
    {
        var name = line[..line.IndexOfAny(['{', ' '])];
        using var timeout = new CancellationTokenSource(Longest);
        using var timer = new PeriodicTimer(Interval);
        var lines = await ReadAsync();
        while (!lines.Contains(line))
        {
            Assert.False(timeout.IsCancellationRequested, $"no '{line}' in\n{string.Join('\n', lines)}");
            await timer.WaitForNextTickAsync();
            lines = await ReadAsync();
        }

        async Task<string[]> ReadAsync() =>
            [.. (await service.Http.GetStringAsync("/metrics")).Split('\n').Where(each => each.StartsWith(name, StringComparison.Ordinal))];
    }
}
