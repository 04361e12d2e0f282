using Detector.Host.Tests.Hosting;
using Detector.V1;

namespace Detector.Host.Tests.Telemetry;

public sealed class MetricsEndpointTests
{
    [Fact]
    public async Task Calls_show_in_the_figures()
    {
        await using var service = await TestService.StartAsync(new StubEncoder { QueuedTokens = 42 });
        await service.CreateAsync("r", Texts.Samples(100));
        var report = await service.ScoreAsync("r", Texts.Samples(50, seed: 2));
        await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => service.ScoreAsync("r", []));
        var lines = (await service.Http.GetStringAsync("/metrics")).Split('\n');
        foreach (var line in (string[])
            [
                "detector_accepted_samples_total{operation=\"create_reference\"} 100",
                "detector_accepted_samples_total{operation=\"score\"} 50",
                "detector_rejected_total{reason=\"EMPTY_BATCH\"} 1",
                "detector_rejected_total{reason=\"INTERNAL\"} 0",
                $"detector_reports_total{{verdict=\"{Name(report.Verdict)}\"}} 1",
                "detector_references 1",
                "detector_encoder_queue_tokens 42",
                "detector_encode_seconds_count 2",
                "detector_score_seconds_count 1",
                "detector_create_reference_seconds_count 1",
                $"detector_build_info{{version=\"0.1.0\",encoder=\"stub\",fingerprint=\"{new string('a', 64)}\"}} 1",
            ])
        {
            Assert.Contains(line, lines);
        }

        foreach (var axis in Enum.GetValues<Detection.Metrics.Axis>().Where(axis => axis != Detection.Metrics.Axis.Prompt))
        {
            Assert.Contains(lines, line => line.StartsWith($"detector_measure_seconds_count{{axis=\"{Host.Telemetry.Words.Snake(axis)}\"}}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_metric_has_a_help_text_and_the_prefix()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        var lines = (await service.Http.GetStringAsync("/metrics")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var types = lines.Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToArray();
        var helps = lines.Where(line => line.StartsWith("# HELP ", StringComparison.Ordinal)).Select(line => line.Split(' ', 4)).ToArray();
        Assert.Equal(types.Order(), helps.Select(help => help[2]).Order());
        Assert.All(helps, help => Assert.EndsWith(".", help[3], StringComparison.Ordinal));
        Assert.All(types, type => Assert.StartsWith("detector_", type, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenMetrics_is_served_when_asked_for()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("Accept", "application/openmetrics-text; version=1.0.0");
        using var response = await service.Http.SendAsync(request);
        Assert.Equal("application/openmetrics-text", response.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith("# EOF\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_services_in_one_process_count_apart()
    {
        await using var first = await TestService.StartAsync(new StubEncoder());
        await using var second = await TestService.StartAsync(new StubEncoder());
        await first.CreateAsync("r", Texts.Samples(100));
        Assert.Contains("detector_references 1\n", await first.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.Contains("detector_references 0\n", await second.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    private static string Name(Verdict verdict) => Host.Telemetry.Words.Snake(verdict);
}
