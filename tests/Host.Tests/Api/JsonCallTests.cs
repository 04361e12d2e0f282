using System.Net;
using System.Text.Json;
using Detector.Host.Monitoring;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Google.Protobuf;

namespace Detector.Host.Tests.Api;

public sealed class JsonCallTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        _service = await TestService.StartAsync(new StubEncoder(), options: ["--Monitors:PollMilliseconds=50"]);
        await _service.CreateAsync("r", Texts.Samples(300));
        await _service.WatchAsync("a");
        await _service.WatchAsync("b", adjust: request => request.Settings.Retention = new V1.RetentionSettings { KeepSamples = true });
        await _service.ObserveAsync("b", Texts.Samples(96, seed: 2));
        await _service.ReportsAsync("b", 3);
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Answers_are_those_of_grpc()
    {
        Assert.Equal(await _service.Monitors.ListMonitorsAsync(new()), await ReadAsync(ListMonitorsResponse.Parser, "monitors"));
        Assert.Equal(await _service.Monitors.GetMonitorAsync(new() { Name = "b" }), await ReadAsync(GetMonitorResponse.Parser, "monitors/b"));
        Assert.Equal(
            await _service.Monitors.ListReportsAsync(new() { Monitor = "b" }), await ReadAsync(ListReportsResponse.Parser, "monitors/b/reports"));
        Assert.Equal(
            await _service.Monitors.ListReportsAsync(new() { Monitor = "b", Full = true }),
            await ReadAsync(ListReportsResponse.Parser, "monitors/b/reports?full=true"));
        Assert.Equal(
            await _service.Monitors.GetReportAsync(new() { Monitor = "b", Window = 2, IncludeSamples = true }),
            await ReadAsync(GetReportResponse.Parser, "monitors/b/reports/2?include_samples=true"));
        Assert.Equal(await _service.References.ListReferencesAsync(new()), await ReadAsync(ListReferencesResponse.Parser, "references"));
        Assert.Equal(await _service.References.GetReferenceAsync(new() { Name = "r" }), await ReadAsync(GetReferenceResponse.Parser, "references/r"));
    }

    [Fact]
    public async Task Lists_are_read_in_pages()
    {
        var first = await ReadAsync(ListMonitorsResponse.Parser, "monitors?page_size=1");
        var second = await ReadAsync(ListMonitorsResponse.Parser, $"monitors?page_size=1&page_token={first.NextPageToken}");
        Assert.Equal(["a", "b"], first.Monitors.Concat(second.Monitors).Select(monitor => monitor.Name));
        Assert.Empty(second.NextPageToken);
        var newest = await ReadAsync(ListReportsResponse.Parser, "monitors/b/reports?page_size=2");
        var oldest = await ReadAsync(ListReportsResponse.Parser, $"monitors/b/reports?page_size=2&page_token={newest.NextPageToken}");
        Assert.Equal([3, 2, 1], newest.Reports.Concat(oldest.Reports).Select(report => report.Window));
        Assert.Empty(oldest.NextPageToken);
    }

    [Theory]
    [InlineData("monitors/nobody", HttpStatusCode.NotFound, "MONITOR_NOT_FOUND")]
    [InlineData("monitors/nobody/reports", HttpStatusCode.NotFound, "MONITOR_NOT_FOUND")]
    [InlineData("monitors/nobody/reports/1", HttpStatusCode.NotFound, "MONITOR_NOT_FOUND")]
    [InlineData("monitors/nobody/reports/1/map", HttpStatusCode.NotFound, "MONITOR_NOT_FOUND")]
    [InlineData("monitors/b/reports/9", HttpStatusCode.NotFound, "REPORT_NOT_FOUND")]
    [InlineData("monitors/b/reports/-1", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("monitors/b/reports/9/map", HttpStatusCode.NotFound, "REPORT_NOT_FOUND")]
    [InlineData("monitors/%20/reports", HttpStatusCode.BadRequest, "INVALID_NAME")]
    [InlineData("monitors?page_size=1001", HttpStatusCode.BadRequest, "INVALID_PAGE")]
    [InlineData("monitors?page_size=many", HttpStatusCode.BadRequest, "INVALID_PAGE")]
    [InlineData("monitors?page_token=x", HttpStatusCode.BadRequest, "INVALID_PAGE")]
    [InlineData("monitors/b/reports?full=perhaps", HttpStatusCode.BadRequest, "INVALID_FIELD")]
    [InlineData("references/nothing", HttpStatusCode.NotFound, "REFERENCE_NOT_FOUND")]
    [InlineData("references/nothing/map", HttpStatusCode.NotFound, "REFERENCE_NOT_FOUND")]
    public async Task What_cannot_be_answered_has_the_reasons_of_grpc(string path, HttpStatusCode code, string reason)
    {
        using var response = await _service.Http.GetAsync(new Uri($"/api/{path}", UriKind.Relative));
        Assert.Equal(code, response.StatusCode);
        using var content = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(reason, content.RootElement.GetProperty("reason").GetString());
        Assert.NotEmpty(content.RootElement.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Figures_are_not_kept_on_their_way()
    {
        using var response = await _service.Http.GetAsync(new Uri("/api/monitors", UriKind.Relative));
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_reference_has_a_map_which_is_sent_once()
    {
        using var map = JsonDocument.Parse(await _service.Http.GetStringAsync(new Uri("/api/references/r/map", UriKind.Relative)));
        var reference = (await _service.References.GetReferenceAsync(new() { Name = "r" })).Reference;
        Assert.Equal(reference.FitCount, map.RootElement.GetProperty("sampleCount").GetInt32());
        Assert.Equal(reference.FitCount, map.RootElement.GetProperty("points").GetArrayLength());
        Assert.Equal(reference.CellCount, map.RootElement.GetProperty("cells").GetArrayLength());
        Assert.Equal(2, map.RootElement.GetProperty("varianceShares").GetArrayLength());

        using var first = await _service.Http.GetAsync(new Uri("/api/references/r/map", UriKind.Relative));
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/references/r/map");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await _service.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task A_window_has_a_map_until_its_reference_is_another_one()
    {
        using var map = JsonDocument.Parse(await _service.Http.GetStringAsync(new Uri("/api/monitors/b/reports/0/map", UriKind.Relative)));
        Assert.Equal(32, map.RootElement.GetProperty("points").GetArrayLength());
        await _service.CreateAsync("later", Texts.Samples(300, seed: 7));
        foreach (var monitor in (string[])["a", "b"])
        {
            await _service.Monitors.ResetMonitorAsync(new() { Name = monitor, Reference = "later" });
        }

        await _service.References.DeleteReferenceAsync(new() { Name = "r" });
        Assert.Contains("REFERENCE_NOT_FOUND", await ProblemAsync(), StringComparison.Ordinal);
        await _service.CreateAsync("r", Texts.Samples(300, seed: 8));
        Assert.Contains("another one", await ProblemAsync(), StringComparison.Ordinal);

        async Task<string> ProblemAsync()
        {
            using var response = await _service.Http.GetAsync(new Uri("/api/monitors/b/reports/3/map", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task A_large_window_is_placed_in_part()
    {
        await _service.WatchAsync("large", samples: 600);
        await _service.ObserveAsync("large", Texts.Samples(600, seed: 4));
        await _service.ReportsAsync("large", 1);
        using var map = JsonDocument.Parse(await _service.Http.GetStringAsync(new Uri("/api/monitors/large/reports/1/map", UriKind.Relative)));
        Assert.Equal(WindowMap.MostPoints, map.RootElement.GetProperty("points").GetArrayLength());
    }

    private async Task<T> ReadAsync<T>(MessageParser<T> parser, string path)
        where T : IMessage<T> => parser.ParseJson(await _service.Http.GetStringAsync(new Uri($"/api/{path}", UriKind.Relative)));
}
