using Detector.Client.Tests.Rendering;
using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf;

namespace Detector.Client.Tests.Commands;

public sealed class ReportsTests
{
    [Fact]
    public async Task Reports_are_listed_newest_first_up_to_the_limit()
    {
        await using var service = await StartAsync(30);
        var run = await CommandRun.Of($"reports m --limit 5 --json --server {service.Address}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([30, 29, 28, 27, 26], JsonParser.Default.Parse<ListReportsResponse>(run.Output).Reports.Select(r => r.Window));
        var request = Assert.IsType<ListReportsRequest>(Assert.Single(service.Script.Monitors.Requests));
        Assert.Equal((5, false), (request.PageSize, request.Full));
    }

    [Fact]
    public async Task Twenty_are_listed_when_nothing_is_said()
    {
        await using var service = await StartAsync(30);
        var run = await CommandRun.Of($"reports m --server {service.Address}");
        Assert.Equal(21, run.Output.Count(c => c == '\n'));
        Assert.StartsWith("window  closed (UTC) ", run.Output);
    }

    [Theory]
    [InlineData("--window 2", 2, false)]
    [InlineData("--window 0", 0, false)]
    [InlineData("--window 2 --full", 2, true)]
    public async Task One_window_is_shown_whole(string options, long window, bool samples)
    {
        await using var service = await StartAsync(3);
        var run = await CommandRun.Of($"reports m {options} --server {service.Address}");
        Assert.StartsWith($"Window {(window == 0 ? 3 : window)} of monitor prod\n", run.Output);
        Assert.Contains("HEALTHY\n", run.Output);
        var request = Assert.IsType<GetReportRequest>(Assert.Single(service.Script.Monitors.Requests));
        Assert.Equal((window, samples), (request.Window, request.IncludeSamples));
    }

    [Fact]
    public async Task Whole_reports_can_be_listed()
    {
        await using var service = await StartAsync(2);
        var run = await CommandRun.Of($"reports m --full --server {service.Address}");
        Assert.Equal(2, run.Output.Split("HEALTHY").Length - 1);
        Assert.True(service.Script.Monitors.Requests.OfType<ListReportsRequest>().Single().Full);
    }

    [Fact]
    public async Task A_monitor_without_reports_says_so()
    {
        await using var service = await StartAsync(0);
        Assert.Equal(
            new CommandRun(0, "No reports yet; a window is judged when it is full.\n", ""), await CommandRun.Of($"reports m --server {service.Address}"));
    }

    [Fact]
    public async Task A_window_that_is_not_there_ends_with_1()
    {
        await using var service = await StartAsync(3);
        var run = await CommandRun.Of($"reports m --window 99 --server {service.Address}");
        Assert.Equal(
            new CommandRun(1, "", "error: Monitor 'm' has no report of window 99.\n'detector reports NAME' shows the reports there are.\n"), run);
    }

    [Theory]
    [InlineData("--limit 0", "--limit: give 1 or more.")]
    [InlineData("--window -2", "--window: give the number of a window, or 0 for the last one judged.")]
    public async Task Numbers_out_of_range_are_refused(string options, string message)
    {
        var run = await CommandRun.Of($"reports m {options}");
        Assert.Equal((2, $"error: {message}\nSee: detector reports --help\n"), (run.ExitCode, run.Error));
    }

    private static async Task<ScriptedService> StartAsync(int windows)
    {
        var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Reports = [.. Enumerable.Range(1, windows).Select(i => WatchedWindows.Quiet(i))];
        return service;
    }
}
