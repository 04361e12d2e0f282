using System.Collections.Concurrent;
using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Detector.Host.Tests.Telemetry;

public sealed class TracesTests
{
    [Fact]
    public async Task Spans_of_calls_and_windows_reach_a_collector_without_texts()
    {
        var received = new ConcurrentQueue<string>();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/v1/traces", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.Enqueue(System.Text.Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        await using (var service = await TestService.StartAsync(new StubEncoder(), options: [$"--Traces:Endpoint={collector.Urls.Single()}"]))
        {
            await service.CreateAsync("r", Texts.Samples(100));
            await service.ScoreAsync("r", Texts.Samples(50, seed: 2));
            await service.WatchAsync("watched");
            await service.ObserveAsync("watched", Texts.Samples(32, seed: 3));
            await service.ReportsAsync("watched", 1);
        }

        var all = string.Concat(received);
        foreach (var expected in (string[])["encode", "score", "judge window", "store observations", "watched", "/detector.v1.ScoringService/Score"])
        {
            Assert.Contains(expected, all, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("The baker", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_at_the_start()
    {
        var error = await Assert.ThrowsAsync<StartException>(() => TestService.StartAsync(new StubEncoder(), options: ["--Traces:Endpoint=collector"]));
        Assert.Contains("Traces:Endpoint", error.Message, StringComparison.Ordinal);
    }
}
