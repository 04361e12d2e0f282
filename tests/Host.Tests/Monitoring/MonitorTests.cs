using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Host.Tests.Monitoring;

public sealed class MonitorTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        _service = await TestService.StartAsync(new StubEncoder(), options: ["--Monitors:PollMilliseconds=50", "--Limits:ObserveSamples=500"]);
        await _service.CreateAsync("r", Texts.Samples(300));
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Full_windows_are_judged_in_their_order_as_a_batch_of_the_same_samples_is()
    {
        var created = await _service.WatchAsync("m");
        Assert.Equal((MonitorState.Watching, "r", 32, 200, 5000), (
            created.State, created.Reference, created.Settings.Window.Samples, created.Settings.Evidence.WarningEvidence, created.Settings.Evidence.PageEvidence));
        var samples = Texts.Samples(100, seed: 2);
        Assert.Equal(1, (await _service.ObserveAsync("m", samples[..20])).Window);
        Assert.Equal(4, (await _service.ObserveAsync("m", samples[20..])).Window);
        var reports = await _service.ReportsAsync("m", 3, full: true);
        Assert.Equal([1, 2, 3], reports.Select(report => report.Window));
        Assert.All(reports, report => Assert.Equal((32, CloseReason.Full), (report.Report.SampleCount, report.CloseReason)));
        Assert.Equal(await _service.ScoreAsync("r", samples[32..64]), reports[1].Report);
        var monitor = await _service.FindAsync("m");
        Assert.Equal((100, 3, 3, 0), (monitor.SampleCount, monitor.WindowCount, monitor.LastWindow, monitor.WaitingWindows));
        Assert.Equal((4, 4, 4), (monitor.OpenWindow.Number, monitor.OpenWindow.Samples, monitor.OpenWindow.Seen));
        Assert.Contains(monitor.Evidence, evidence => evidence is { Kind: EvidenceKind.Axis, Name: "diversity" });
        Assert.Contains(monitor.Evidence, evidence => evidence is { Kind: EvidenceKind.Damage, Name: "damage" });
        Assert.Contains(monitor.Evidence, evidence => evidence is { Kind: EvidenceKind.Subset, Name: "city" });
    }

    [Fact]
    public async Task A_repeated_request_adds_its_samples_once()
    {
        await _service.WatchAsync("m");
        var samples = Texts.Samples(10, seed: 2);
        Assert.False((await _service.ObserveAsync("m", samples, "one")).Repeated);
        var again = await _service.ObserveAsync("m", samples, "one");
        Assert.Equal((true, 10, 1), (again.Repeated, again.Accepted, again.Window));
        Assert.Equal(10, (await _service.FindAsync("m")).SampleCount);
        await Refusal.ExpectAsync(ErrorReason.RequestIdReused, () => _service.ObserveAsync("m", samples[..5], "one"));
        await _service.WatchAsync("other");
        Assert.False((await _service.ObserveAsync("other", samples[..5], "one")).Repeated);
    }

    [Fact]
    public async Task Time_closes_a_window_that_is_not_full()
    {
        await _service.WatchAsync("m", adjust: request => request.Settings.Window.MaxDuration = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)));
        await _service.ObserveAsync("m", Texts.Samples(20, seed: 2));
        var report = Assert.Single(await _service.ReportsAsync("m", 1));
        Assert.Equal((CloseReason.Time, 20), (report.CloseReason, report.Report.SampleCount));
        Assert.True(report.CloseTime.ToDateTime() - report.OpenTime.ToDateTime() >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Another_generation_closes_the_window()
    {
        await _service.WatchAsync("m", adjust: request => request.Settings.Window.CloseOnGeneration = true);
        await _service.ObserveAsync("m", Texts.Samples(20, seed: 2), generation: "g1");
        await _service.ObserveAsync("m", Texts.Samples(5, seed: 3), generation: "g1");
        await _service.ObserveAsync("m", Texts.Samples(32, seed: 4), generation: "g2");
        var reports = await _service.ReportsAsync("m", 2);
        Assert.Equal([("g1", CloseReason.Generation, 25), ("g2", CloseReason.Full, 32)], reports.Select(report => (report.Generation, report.CloseReason, report.Report.SampleCount)));
    }

    [Fact]
    public async Task A_window_that_stays_open_keeps_a_random_choice()
    {
        await _service.WatchAsync("m", adjust: request =>
        {
            request.Settings.Window.MinDuration = Duration.FromTimeSpan(TimeSpan.FromSeconds(2));
            request.Settings.Retention = new RetentionSettings { KeepSamples = true };
        });
        var samples = Texts.Samples(500, seed: 2);
        for (var i = 0; i < 500; i += 100)
        {
            await _service.ObserveAsync("m", samples[i..(i + 100)]);
        }

        var open = (await _service.FindAsync("m")).OpenWindow;
        Assert.Equal((32, 500), (open.Samples, open.Seen));
        var report = Assert.Single(await _service.ReportsAsync("m", 1));
        Assert.Equal((CloseReason.Full, 32, 500), (report.CloseReason, report.Report.SampleCount, report.Seen));
        var kept = (await _service.Monitors.GetReportAsync(new GetReportRequest { Monitor = "m", IncludeSamples = true })).Report.Samples;
        var places = kept.Select(sample => Array.IndexOf(samples, sample)).ToArray();
        Assert.Equal(32, places.Distinct().Count());
        Assert.Equal(places.Order(), places);
        Assert.InRange(places.Average(), 150, 350);
    }

    [Fact]
    public async Task Evidence_of_a_collapse_grows_to_a_page_and_a_reset_ends_it()
    {
        await _service.WatchAsync("m", samples: 100);
        await _service.ObserveAsync("m", Texts.Samples(200, seed: 2));
        Assert.Equal(AlertLevel.None, (await _service.UntilAsync("m", monitor => monitor.WindowCount == 2)).Alert);
        var same = Texts.Samples(1, seed: 9)[0];
        for (var i = 0; i < 4; i++)
        {
            await _service.ObserveAsync("m", Enumerable.Range(0, 100).Select(_ => new Sample { Text = same.Text, Subset = "city" }));
        }

        var reports = await _service.ReportsAsync("m", 6);
        var monitor = await _service.FindAsync("m");
        Assert.Equal((AlertLevel.Page, Verdict.Critical), (monitor.Alert, monitor.Verdict));
        var duplication = Assert.Single(monitor.Evidence, evidence => evidence.Name == "duplication");
        Assert.Equal((AlertLevel.Page, 3), (duplication.Alert, duplication.ChangeWindow));
        Assert.Contains(reports.Skip(2).SelectMany(report => report.Changes), change => change is { Name: "duplication", From: AlertLevel.None });
        Assert.Contains(reports[^1].Report.Signatures, signature => signature.Kind == SignatureKind.ModeCollapse);
        await Hosting.Metrics.WaitAsync(_service, """detector_monitor_alert_level{monitor="m",axis="duplication"} 2""");

        await _service.ObserveAsync("m", Texts.Samples(10, seed: 3));
        var reset = (await _service.Monitors.ResetMonitorAsync(new ResetMonitorRequest { Name = "m", RequestId = "x" })).Monitor;
        Assert.Equal((AlertLevel.None, 0, 1, Verdict.Unspecified), (reset.Alert, reset.Evidence.Count, reset.Resets, reset.Verdict));
        Assert.Null(reset.OpenWindow);
        Assert.Equal(1, (await _service.Monitors.ResetMonitorAsync(new ResetMonitorRequest { Name = "m", RequestId = "x" })).Monitor.Resets);
        await Hosting.Metrics.WaitAsync(_service, """detector_monitor_alert_level{monitor="m",axis="duplication"} 0""");
        Assert.Equal(6, (await _service.Monitors.ListReportsAsync(new ListReportsRequest { Monitor = "m" })).Reports.Count);
        Assert.True((await _service.ObserveAsync("m", Texts.Samples(100, seed: 4))).Window > 6);
        Assert.Equal(1, (await _service.ReportsAsync("m", 7))[^1].Resets);
    }

    [Fact]
    public async Task Windows_that_could_have_shown_nothing_never_raise_an_alert()
    {
        await _service.WatchAsync("m");
        var same = Texts.Samples(1, seed: 9)[0];
        await _service.ObserveAsync("m", Enumerable.Range(0, 320).Select(_ => new Sample { Text = same.Text, Subset = "city" }));
        var reports = await _service.ReportsAsync("m", 10);
        Assert.All(reports, report => Assert.Equal(Verdict.Warning, report.Report.Verdict));
        Assert.Equal(AlertLevel.None, (await _service.FindAsync("m")).Alert);
    }

    [Fact]
    public async Task A_burn_in_makes_the_first_windows_the_reference()
    {
        var created = await _service.WatchAsync("m", adjust: request => request.BurnInWindows = 4);
        Assert.Equal((MonitorState.BurningIn, "", 4), (created.State, created.Reference, created.BurnInWindows));
        await _service.ObserveAsync("m", Texts.Samples(96, seed: 2));
        Assert.Equal((MonitorState.BurningIn, 3), ((await _service.FindAsync("m")).State, (await _service.FindAsync("m")).WaitingWindows));
        await _service.ObserveAsync("m", Texts.Samples(64, seed: 3));
        var watching = await _service.UntilAsync("m", monitor => monitor.WindowCount == 1);
        Assert.Equal((MonitorState.Watching, "m.baseline-0", 5), (watching.State, watching.Reference, watching.LastWindow));
        Assert.Equal(128, (await _service.References.GetReferenceAsync(new GetReferenceRequest { Name = "m.baseline-0" })).Reference.SampleCount);
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceInUse,
            async () => await _service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "m.baseline-0" }));

        var reset = (await _service.Monitors.ResetMonitorAsync(new ResetMonitorRequest { Name = "m" })).Monitor;
        Assert.Equal((MonitorState.BurningIn, ""), (reset.State, reset.Reference));
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceNotFound,
            async () => await _service.References.GetReferenceAsync(new GetReferenceRequest { Name = "m.baseline-0" }));
        var given = (await _service.Monitors.ResetMonitorAsync(new ResetMonitorRequest { Name = "m", Reference = "r" })).Monitor;
        Assert.Equal((MonitorState.Watching, "r", 0), (given.State, given.Reference, given.BurnInWindows));
    }

    [Fact]
    public async Task An_update_changes_what_its_mask_names()
    {
        await _service.WatchAsync("m");
        var request = new UpdateMonitorRequest
        {
            Name = "m",
            Description = "new",
            Settings = new MonitorSettings
            {
                Evidence = new EvidenceSettings { WarningEvidence = 50 },
                Window = new WindowSettings { Samples = 64 },
            },
            UpdateMask = new FieldMask { Paths = { "settings.evidence", "description" } },
        };
        var updated = (await _service.Monitors.UpdateMonitorAsync(request)).Monitor;
        Assert.Equal(("new", 50, 5000, 32), (
            updated.Description, updated.Settings.Evidence.WarningEvidence, updated.Settings.Evidence.PageEvidence, updated.Settings.Window.Samples));
        request.UpdateMask.Paths.Clear();
        await Refusal.ExpectAsync(ErrorReason.MissingField, "update_mask", async () => await _service.Monitors.UpdateMonitorAsync(request));
        request.UpdateMask.Paths.Add("reference");
        var refusal = await Refusal.ExpectAsync(ErrorReason.InvalidField, "update_mask", async () => await _service.Monitors.UpdateMonitorAsync(request));
        Assert.Contains("settings.retention", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_past_their_retention_go_and_the_last_one_stays()
    {
        await _service.WatchAsync("m", adjust: request => request.Settings.Retention = new RetentionSettings { Reports = 2 });
        await _service.ObserveAsync("m", Texts.Samples(160, seed: 2));
        var reports = await _service.ReportsAsync("m", 5);
        Assert.Equal([4, 5], reports.Select(report => report.Window));
        await Refusal.ExpectAsync(
            ErrorReason.ReportNotFound, async () => await _service.Monitors.GetReportAsync(new GetReportRequest { Monitor = "m", Window = 3 }));
    }

    [Fact]
    public async Task A_deleted_monitor_leaves_nothing()
    {
        await _service.WatchAsync("m");
        await _service.ObserveAsync("m", Texts.Samples(40, seed: 2));
        await _service.ReportsAsync("m", 1);
        Assert.Contains("monitor=\"m\"", await _service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await _service.Monitors.DeleteMonitorAsync(new DeleteMonitorRequest { Name = "m" });
        Assert.DoesNotContain("monitor=\"m\"", await _service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await Refusal.ExpectAsync(ErrorReason.MonitorNotFound, () => _service.FindAsync("m"));
        await Refusal.ExpectAsync(ErrorReason.MonitorNotFound, () => _service.ObserveAsync("m", Texts.Samples(1)));
        await Refusal.ExpectAsync(
            ErrorReason.MonitorNotFound, async () => await _service.Monitors.ListReportsAsync(new ListReportsRequest { Monitor = "m" }));
        await _service.WatchAsync("m");
        Assert.Contains("""detector_samples_total{monitor="m"} 0""", await _service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Monitors_and_reports_are_listed_in_pages()
    {
        foreach (var name in (string[])["c", "a", "b"])
        {
            await _service.WatchAsync(name);
        }

        var first = await _service.Monitors.ListMonitorsAsync(new ListMonitorsRequest { PageSize = 2 });
        var second = await _service.Monitors.ListMonitorsAsync(new ListMonitorsRequest { PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal(["a", "b", "c"], first.Monitors.Concat(second.Monitors).Select(monitor => monitor.Name));
        Assert.Empty(second.NextPageToken);
        await _service.ObserveAsync("a", Texts.Samples(96, seed: 2));
        await _service.ReportsAsync("a", 3);
        var newest = await _service.Monitors.ListReportsAsync(new ListReportsRequest { Monitor = "a", PageSize = 2 });
        var oldest = await _service.Monitors.ListReportsAsync(new ListReportsRequest { Monitor = "a", PageSize = 2, PageToken = newest.NextPageToken });
        Assert.Equal([3, 2, 1], newest.Reports.Concat(oldest.Reports).Select(report => report.Window));
        Assert.All(newest.Reports, report => Assert.Empty(report.Report.Scores));
    }

    [Fact]
    public async Task A_repeated_creation_makes_one_monitor()
    {
        await _service.WatchAsync("m", adjust: request => request.RequestId = "one");
        Assert.Equal("m", (await _service.WatchAsync("m", adjust: request => request.RequestId = "one")).Name);
        await Refusal.ExpectAsync(ErrorReason.RequestIdReused, () => _service.WatchAsync("m", samples: 64, adjust: request => request.RequestId = "one"));
        await Refusal.ExpectAsync(ErrorReason.MonitorExists, () => _service.WatchAsync("m"));
    }
}
