namespace Detector.Host.Tests.Hosting;

/// <summary>Waits for figures that change after a call has ended.</summary>
internal static class Metrics
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Waits until /metrics holds a line.</summary>
    public static async Task WaitAsync(TestService service, string line)
    {
        using var timeout = new CancellationTokenSource(Longest);
        while (!(await service.Http.GetStringAsync("/metrics", timeout.Token)).Split('\n').Contains(line))
        {
            await Task.Yield();
        }
    }
}
