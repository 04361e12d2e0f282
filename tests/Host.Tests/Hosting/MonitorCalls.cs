using Detector.V1;

namespace Detector.Host.Tests.Hosting;

/// <summary>The calls about monitors that tests make most.</summary>
internal static class MonitorCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Creates a monitor with small windows.</summary>
    public static async Task<V1.Monitor> WatchAsync(
        this TestService service, string name, string reference = "r", int samples = 32, Action<CreateMonitorRequest>? adjust = null)
    {
        var request = new CreateMonitorRequest
        {
            Name = name,
            Reference = reference,
            Settings = new MonitorSettings { Window = new WindowSettings { Samples = samples } },
        };
        adjust?.Invoke(request);
        return (await service.Monitors.CreateMonitorAsync(request)).Monitor;
    }

    /// <summary>Observes samples.</summary>
    public static async Task<ObserveResponse> ObserveAsync(
        this TestService service, string monitor, IEnumerable<Sample> samples, string requestId = "", string generation = "") =>
        await service.Monitors.ObserveAsync(
            new ObserveRequest { Monitor = monitor, Samples = { samples }, RequestId = requestId, Generation = generation });

    /// <summary>The monitor now.</summary>
    public static async Task<V1.Monitor> FindAsync(this TestService service, string name) =>
        (await service.Monitors.GetMonitorAsync(new GetMonitorRequest { Name = name })).Monitor;

    /// <summary>Waits until a monitor is as a test wants it.</summary>
    public static async Task<V1.Monitor> UntilAsync(this TestService service, string name, Func<V1.Monitor, bool> reached)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            var monitor = await service.FindAsync(name);
            if (reached(monitor))
            {
                return monitor;
            }

            Assert.False(timeout.IsCancellationRequested, $"The monitor did not get there: {monitor}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until some windows are judged, and returns their reports in their order.</summary>
    public static async Task<IReadOnlyList<MonitorReport>> ReportsAsync(this TestService service, string name, int count, bool full = false)
    {
        await service.UntilAsync(name, monitor => monitor.WindowCount >= count);
        var page = await service.Monitors.ListReportsAsync(new ListReportsRequest { Monitor = name, PageSize = 1000, Full = full });
        return [.. page.Reports.Reverse()];
    }
}
