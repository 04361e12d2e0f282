using Detector.Client.Tests.Rendering;
using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf;

namespace Detector.Client.Tests.Commands;

public sealed class WatchTests
{
    private const string Deleted = "error: There is no monitor 'm'.\n'detector monitor list' shows the monitors there are.\n";

    [Fact]
    public async Task Elsewhere_than_on_a_terminal_each_window_is_a_line()
    {
        await using var service = await StartAsync();
        var run = await CommandRun.Of($"watch m --after 0 --server {service.Address}");
        Assert.Equal((1, Deleted), (run.ExitCode, run.Error));
        Assert.Equal(
            "window 13 at 2025-10-09 09:06:20 UTC: healthy; 300 samples; evidence diversity 0.617\n"
            + "window 14 at 2025-10-09 10:13:20 UTC: critical; 1,200 of 9,130 samples; generation 7; early collapse; evidence damage 1e310; "
            + "alerts ↑ tail page, ↓ drift over, damage page, “sea [2Jfarers” warning\n",
            run.Output);
        Assert.Equal([0], service.Script.Monitors.Watches);
    }

    [Fact]
    public async Task Json_is_a_whole_report_a_line()
    {
        await using var service = await StartAsync();
        var run = await CommandRun.Of($"watch m --json --server {service.Address}");
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([WatchedWindows.Quiet(13), WatchedWindows.Paging()], lines.Select(JsonParser.Default.Parse<MonitorReport>));
    }

    [Fact]
    public async Task An_interruption_is_told_once_and_misses_nothing()
    {
        await using var service = await StartAsync();
        service.Script.Monitors.Faults.Enqueue(new StreamFault(1, StreamEnd.Drain));
        service.Script.Monitors.Faults.Enqueue(new StreamFault(0, StreamEnd.Drain));
        var run = await CommandRun.Of($"watch m --server {service.Address}");
        Assert.Equal($"trying again: The service is shutting down.\n{Deleted}", run.Error);
        Assert.Equal(2, run.Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task On_a_terminal_a_table_grows()
    {
        await using var service = await StartAsync();
        var run = await CommandRun.Of($"watch m --server {service.Address}", io => io with { ColorOutput = true, Width = 140 });
        Assert.Equal((1, Deleted), (run.ExitCode, run.Error));
        Assert.Contains("early collapse", run.Output);
        Assert.Contains("↑ tail page", run.Output);
        Assert.DoesNotContain("\u001b[2Jfarers", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_below_0_is_refused()
    {
        var run = await CommandRun.Of("watch m --after -1");
        Assert.Equal((2, "error: --after: give the number of a window, or 0 for all that are kept.\nSee: detector watch --help\n"), (run.ExitCode, run.Error));
    }

    private static async Task<ScriptedService> StartAsync()
    {
        var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Reports = [WatchedWindows.Quiet(13), WatchedWindows.Paging()];
        return service;
    }
}
