using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Monitor = Detector.V1.Monitor;

namespace Detector.Client.Tests.Sdk;

public sealed class MonitorTests
{
    [Fact]
    public async Task Creations_observations_and_resets_are_repeated_under_one_request_id()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining);
        using var client = service.Connect();
        var request = new CreateMonitorRequest { Name = "new", Reference = "r" };
        Assert.Equal("r", (await client.CreateMonitorAsync(request)).Reference);
        Assert.Empty(request.RequestId);
        var ids = service.Script.Monitors.Requests.OfType<CreateMonitorRequest>().Select(r => r.RequestId).ToList();
        Assert.Equal(2, ids.Count);
        Assert.NotEmpty(Assert.Single(ids.Distinct()));
        Assert.Equal(3, (await client.ObserveAsync("m", [new Sample { Text = "x" }], "g")).Window);
        Assert.Equal(1, (await client.ResetMonitorAsync("m")).Resets);
        Assert.NotEmpty(service.Script.Monitors.Requests.OfType<ObserveRequest>().Single().RequestId);
        Assert.NotEmpty(service.Script.Monitors.Requests.OfType<ResetMonitorRequest>().Single().RequestId);
    }

    [Fact]
    public async Task A_request_id_of_the_caller_is_kept()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect();
        await client.CreateMonitorAsync(new CreateMonitorRequest { Name = "new", Reference = "r", RequestId = "mine" });
        await client.ObserveAsync("m", [new Sample { Text = "x" }], requestId: "mine too");
        Assert.Equal("mine", service.Script.Monitors.Requests.OfType<CreateMonitorRequest>().Single().RequestId);
        Assert.Equal("mine too", service.Script.Monitors.Requests.OfType<ObserveRequest>().Single().RequestId);
    }

    [Fact]
    public async Task A_change_replaces_only_the_parts_that_differ()
    {
        await using var service = await ScriptedService.StartAsync();
        var settings = new MonitorSettings
        {
            Window = new WindowSettings { Samples = 512, MaxDuration = Duration.FromTimeSpan(TimeSpan.FromHours(1)) },
            Evidence = new EvidenceSettings { WarningEvidence = 200, PageEvidence = 5000 },
        };
        service.Script.Monitors.Monitors["m"] = new Monitor { Name = "m", Description = "mine", Settings = settings };
        using var client = service.Connect();
        var changed = await client.UpdateMonitorAsync("m", m => m.Settings.Window.Samples = 256);
        Assert.Equal(["settings.window"], service.Script.Monitors.Requests.OfType<UpdateMonitorRequest>().Single().UpdateMask.Paths);
        Assert.Equal((256, 3600), (changed.Settings.Window.Samples, changed.Settings.Window.MaxDuration.Seconds));
        Assert.Equal((settings.Evidence, "mine"), (changed.Settings.Evidence, changed.Description));
    }

    [Fact]
    public async Task A_change_of_nothing_is_not_sent()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect();
        Assert.Equal("m", (await client.UpdateMonitorAsync("m", m => m.Description = "")).Name);
        Assert.IsType<GetMonitorRequest>(Assert.Single(service.Script.Monitors.Requests));
    }

    [Fact]
    public async Task Lists_of_monitors_and_reports_go_on_over_pages()
    {
        await using var service = await ScriptedService.StartAsync();
        foreach (var i in Enumerable.Range(0, 6))
        {
            service.Script.Monitors.Monitors[$"n{i}"] = new Monitor { Name = $"n{i}" };
        }

        service.Script.Monitors.Reports = [.. Enumerable.Range(1, 7).Select(i => new MonitorReport { Window = i })];
        using var client = service.Connect();
        Assert.Equal(["m", "n0", "n1", "n2", "n3", "n4", "n5"], await client.ListMonitorsAsync(3).Select(m => m.Name).ToListAsync());
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], await client.ListReportsAsync("m", 3, full: true).Select(r => r.Window).ToListAsync());
        Assert.All(service.Script.Monitors.Requests.OfType<ListReportsRequest>(), r => Assert.Equal((3, true), (r.PageSize, r.Full)));
    }

    [Fact]
    public async Task A_report_is_returned_by_its_window_and_without_one_the_last()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Reports = [new MonitorReport { Window = 1 }, new MonitorReport { Window = 2 }];
        using var client = service.Connect();
        Assert.Equal(1, (await client.GetReportAsync("m", 1)).Window);
        Assert.Equal(2, (await client.GetReportAsync("m", includeSamples: true)).Window);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<DetectorException>(() => client.GetReportAsync("m", 99))).Status);
    }

    [Fact]
    public async Task A_delete_whose_answer_was_lost_is_done_and_one_of_nothing_is_an_error()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining, Faults.NoMonitor, Faults.NoMonitor);
        using var client = service.Connect();
        await client.DeleteMonitorAsync("m");
        await Assert.ThrowsAsync<DetectorException>(() => client.DeleteMonitorAsync("m"));
    }
}
