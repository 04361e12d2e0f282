using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Monitor = Detector.V1.Monitor;

namespace Detector.Client.Tests.Commands;

public sealed class MonitorTests
{
    [Fact]
    public async Task Create_sends_what_is_given_and_leaves_the_rest_to_the_service()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of(
            $"monitor create prod --reference r --window-samples 256 --min-duration 30s --max-duration 1h30m --close-on-generation --per-monitor false "
            + $"--warning-evidence 100 --report-age none --keep-samples --description text --json --server {service.Address}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var request = Assert.IsType<CreateMonitorRequest>(Assert.Single(service.Script.Monitors.Requests));
        Assert.Equal(("prod", "r", "text"), (request.Name, request.Reference, request.Description));
        var settings = new MonitorSettings
        {
            Window = new WindowSettings { Samples = 256, MinDuration = Seconds(30), MaxDuration = Seconds(5400), CloseOnGeneration = true },
            Evidence = new EvidenceSettings { WarningEvidence = 100 },
            Retention = new RetentionSettings { KeepSamples = true },
        };
        Assert.Equal(settings, request.Settings);
        Assert.Equal(settings, JsonParser.Default.Parse<Monitor>(run.Output).Settings);
    }

    [Fact]
    public async Task Create_without_settings_sends_none()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"monitor create prod --burn-in 20 --server {service.Address}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Monitor prod created\n", run.Output);
        var request = Assert.IsType<CreateMonitorRequest>(Assert.Single(service.Script.Monitors.Requests));
        Assert.Null(request.Settings);
        Assert.Equal((CreateMonitorRequest.BaselineOneofCase.BurnInWindows, 20), (request.BaselineCase, request.BurnInWindows));
    }

    [Theory]
    [InlineData("--window-samples 64", "settings.window")]
    [InlineData("--max-duration none", "settings.window")]
    [InlineData("--page-evidence 9000 --keep-reports 5", "settings.evidence,settings.retention")]
    [InlineData("--description new", "description")]
    [InlineData("--close-on-generation true --report-age 7d --description new", "description,settings.window,settings.retention")]
    public async Task Update_changes_the_given_fields_and_names_their_parts(string options, string mask)
    {
        await using var service = await ScriptedService.StartAsync();
        var before = Full();
        service.Script.Monitors.Monitors["m"] = before.Clone();
        var run = await CommandRun.Of($"monitor update m {options} --server {service.Address}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Monitor m updated\n", run.Output);
        Assert.Equal(mask, string.Join(',', service.Script.Monitors.Requests.OfType<UpdateMonitorRequest>().Single().UpdateMask.Paths));
    }

    [Fact]
    public async Task Update_leaves_the_other_fields_of_a_part()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Monitors["m"] = Full();
        await CommandRun.Of($"monitor update m --max-duration none --keep-samples false --server {service.Address}");
        var expected = Full();
        expected.Settings.Window.MaxDuration = null;
        expected.Settings.Retention.KeepSamples = false;
        Assert.Equal(expected, service.Script.Monitors.Monitors["m"]);
    }

    [Fact]
    public async Task Update_to_what_it_is_sends_no_change()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Monitors["m"] = Full();
        Assert.Equal(0, (await CommandRun.Of($"monitor update m --window-samples 512 --server {service.Address}")).ExitCode);
        Assert.Empty(service.Script.Monitors.Requests.OfType<UpdateMonitorRequest>());
    }

    [Theory]
    [InlineData("monitor create m", "Give what windows are compared with: --reference NAME, or --burn-in WINDOWS to make it of the first windows.")]
    [InlineData("monitor create m --reference r --burn-in 3", "--reference and --burn-in exclude each other.")]
    [InlineData("monitor update m", "Give what to change; 'detector monitor update --help' lists it.")]
    public async Task What_cannot_be_ends_with_2(string commandLine, string message) =>
        Assert.Equal(new CommandRun(2, "", $"error: {message}\n"), await CommandRun.Of(commandLine));

    [Theory]
    [InlineData("create m -r r --min-duration 5", "--min-duration: '5' is no duration; write it like 30s, 5m, 1h or 1h30m.", "create")]
    [InlineData("create m -r r --min-duration none", "--min-duration: 'none' is no duration; write it like 30s, 5m, 1h or 1h30m.", "create")]
    [InlineData("update m --max-duration soon", "--max-duration: 'soon' is no duration; write it like 30s, 5m, 1h or 1h30m, or 'none' for no limit.", "update")]
    [InlineData("update m --keep-samples maybe", "Unrecognized command or argument 'maybe'.", "update")]
    [InlineData("update m --window-samples many", "Cannot parse argument 'many' for option '--window-samples' as expected type 'System.Nullable`1[System.Int32]'.", "update")]
    public async Task A_wrong_setting_ends_with_2_and_says_where_help_is(string arguments, string message, string verb) =>
        Assert.Equal(new CommandRun(2, "", $"error: {message}\nSee: detector monitor {verb} --help\n"), await CommandRun.Of($"monitor {arguments}"));

    [Fact]
    public async Task An_unknown_monitor_ends_with_1_and_says_how_to_see_the_known_ones()
    {
        await using var service = await ScriptedService.StartAsync(Faults.NoMonitor);
        var run = await CommandRun.Of($"monitor get m --server {service.Address}");
        Assert.Equal(new CommandRun(1, "", "error: There is no monitor 'm'.\n'detector monitor list' shows the monitors there are.\n"), run);
    }

    [Fact]
    public async Task Get_list_reset_and_delete_print_what_they_did()
    {
        await using var service = await ScriptedService.StartAsync();
        Assert.StartsWith("Monitor m\n", (await CommandRun.Of($"monitor get m --server {service.Address}")).Output);
        var listed = await CommandRun.Of($"monitor list --json --server {service.Address}");
        Assert.Equal("m", Assert.Single(JsonParser.Default.Parse<ListMonitorsResponse>(listed.Output).Monitors).Name);
        var reset = await CommandRun.Of($"monitor reset m --reference other --server {service.Address}");
        Assert.StartsWith("Monitor m reset\n  reference      other\n", reset.Output);
        Assert.Equal(new CommandRun(0, "Monitor m deleted.\n", ""), await CommandRun.Of($"monitor delete m --server {service.Address}"));
        Assert.Equal(
            new CommandRun(0, "No monitors yet; 'detector monitor create' makes one.\n", ""), await CommandRun.Of($"monitor list --server {service.Address}"));
    }

    private static Monitor Full() => new()
    {
        Name = "m",
        Description = "old",
        Settings = new MonitorSettings
        {
            Window = new WindowSettings { Samples = 512, MinDuration = Seconds(5), MaxDuration = Seconds(60) },
            Evidence = new EvidenceSettings { WarningEvidence = 200, PageEvidence = 5000, PerMonitor = true },
            Retention = new RetentionSettings { Reports = 1000, KeepSamples = true },
        },
    };

    private static Duration Seconds(long seconds) => new() { Seconds = seconds };
}
