using Detector.Host.Tests.Hosting;

namespace Detector.Host.Tests.Monitoring;

public sealed class MonitorMetricsTests
{
    [Fact]
    public async Task Monitors_and_labels_beyond_the_caps_are_counted_and_left_out()
    {
        await using var service = await TestService.StartAsync(
            new StubEncoder(), options: ["--Monitors:MetricMonitors=2", "--Monitors:MetricSubsets=1"]);
        await service.CreateAsync("r", Texts.Samples(300));
        foreach (var name in (string[])["a", "b", "c"])
        {
            await service.WatchAsync(name, samples: 100);
        }

        await service.ObserveAsync("a", Texts.Samples(100, seed: 2));
        await service.ReportsAsync("a", 1);
        var lines = (await service.Http.GetStringAsync("/metrics")).Split('\n');
        Assert.Contains("detector_monitors 3", lines);
        Assert.Contains("detector_monitors_unlisted 1", lines);
        Assert.Contains("detector_subsets_unlisted 1", lines);
        Assert.Contains("detector_store_up 1", lines);
        Assert.DoesNotContain(lines, line => line.Contains("monitor=\"c\"", StringComparison.Ordinal));
        Assert.Contains("""detector_monitor_subset_alert_level{monitor="a",subset="city"} 0""", lines);
        Assert.DoesNotContain(lines, line => line.Contains("subset=\"country\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("""detector_monitor_subset_share{monitor="a",subset="city"} 0.""", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("detector_monitor_verdict{monitor=\"b\"}", StringComparison.Ordinal));
        Assert.Contains("""detector_windows_total{monitor="b",verdict="critical"} 0""", lines);
    }
}
