using Detector.Host.Tests.Hosting;

namespace Detector.Host.Tests.Documentation;

/// <summary>What /metrics shows of a service that has done a little of everything.</summary>
internal static class MetricsScrape
{
    private const int Window = 100;

    /// <summary>Scrapes a service with a monitor that was judged, and one with a certificate.</summary>
    public static async Task<IReadOnlyList<MetricFamily>> TakeAsync()
    {
        var served = MetricFamily.Read(await BusyAsync());
        var encrypted = MetricFamily.Read(await EncryptedAsync());
        return [.. served.UnionBy(encrypted, family => family.Name)];
    }

    private static async Task<string> BusyAsync()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        await service.CreateAsync("r", Texts.Samples(600));
        await service.ScoreAsync("r", Texts.Samples(Window, seed: 2, prompts: true));
        await service.WatchAsync("m", samples: Window);
        await service.ObserveAsync("m", Texts.Samples(Window, seed: 3));
        await service.ReportsAsync("m", 1);
        return await service.Http.GetStringAsync("/metrics");
    }

    private static async Task<string> EncryptedAsync()
    {
        using var directory = new TestDirectory();
        using var tls = new TestTls(directory);
        await using var service = await TestService.StartAsync(new StubEncoder(), options: tls.Options);
        using var http = service.OpenHttp(tls.Connect());
        return await http.GetStringAsync("/metrics");
    }
}
