using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Host.Tests.Monitoring;

public sealed class MonitorInputTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        _service = await TestService.StartAsync(
            new StubEncoder(), options: ["--Limits:Monitors=2", "--Limits:WindowSamples=1000", "--Limits:ObserveSamples=50"]);
        await _service.CreateAsync("r", Texts.Samples(100));
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task All_that_is_wrong_with_a_monitor_is_said_at_once()
    {
        var refusal = await Refusal.ExpectAsync(ErrorReason.InvalidName, "name", () => _service.WatchAsync("no name", "", 5, request =>
        {
            request.ClearBaseline();
            request.Settings.Window.MaxDuration = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(10));
            request.Settings.Evidence = new EvidenceSettings { WarningEvidence = 1, PageEvidence = 0.5 };
            request.Settings.Retention = new RetentionSettings { Reports = 0, ReportAge = new Duration { Seconds = -1 } };
            request.Settings.Thresholds = new Thresholds { WatchEffect = 2 };
        }));
        Assert.Equal(
            [
                "name", "settings.window.samples", "settings.window.max_duration", "settings.thresholds.watch_effect",
                "settings.evidence.warning_evidence", "settings.evidence.page_evidence", "settings.retention.report_age",
                "settings.retention.reports", "reference",
            ],
            refusal.Violations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1001)]
    public async Task A_burn_in_needs_enough_windows(int windows) =>
        await Refusal.ExpectAsync(
            ErrorReason.InvalidField, "burn_in_windows", () => _service.WatchAsync("m", adjust: request => request.BurnInWindows = windows));

    [Fact]
    public async Task Unknown_references_and_too_many_monitors_are_refused()
    {
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => _service.WatchAsync("m", "none"));
        await _service.WatchAsync("a");
        await _service.WatchAsync("b");
        var refusal = await Refusal.ExpectAsync(ErrorReason.TooManyMonitors, () => _service.WatchAsync("c"));
        Assert.Contains("Limits:Monitors", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_samples_are_told_by_their_place()
    {
        await _service.WatchAsync("m");
        await Refusal.ExpectAsync(ErrorReason.EmptyBatch, "samples", () => _service.ObserveAsync("m", []));
        await Refusal.ExpectAsync(ErrorReason.BlankText, "samples[1].text", () => _service.ObserveAsync("m", [Texts.Samples(1)[0], new Sample { Text = " " }]));
        var refusal = await Refusal.ExpectAsync(ErrorReason.BatchTooLarge, () => _service.ObserveAsync("m", Texts.Samples(51)));
        Assert.Contains("Limits:ObserveSamples", refusal.Message, StringComparison.Ordinal);
        await Refusal.ExpectAsync(ErrorReason.FieldTooLong, "request_id", () => _service.ObserveAsync("m", Texts.Samples(1), new string('x', 129)));
        await Refusal.ExpectAsync(ErrorReason.FieldTooLong, "generation", () => _service.ObserveAsync("m", Texts.Samples(1), generation: new string('x', 257)));
        await Refusal.ExpectAsync(ErrorReason.MissingField, "monitor", () => _service.ObserveAsync("", Texts.Samples(1)));
        Assert.Equal(0, (await _service.FindAsync("m")).SampleCount);
    }

    [Fact]
    public async Task Pages_and_windows_that_cannot_be_are_refused()
    {
        await _service.WatchAsync("m");
        await Refusal.ExpectAsync(
            ErrorReason.InvalidPage, "page_size", async () => await _service.Monitors.ListReportsAsync(new ListReportsRequest { Monitor = "m", PageSize = 1001 }));
        await Refusal.ExpectAsync(
            ErrorReason.InvalidPage, "page_token", async () => await _service.Monitors.ListReportsAsync(new ListReportsRequest { Monitor = "m", PageToken = "?" }));
        await Refusal.ExpectAsync(
            ErrorReason.InvalidField, "window", async () => await _service.Monitors.GetReportAsync(new GetReportRequest { Monitor = "m", Window = -1 }));
        await Refusal.ExpectAsync(
            ErrorReason.ReportNotFound, async () => await _service.Monitors.GetReportAsync(new GetReportRequest { Monitor = "m" }));
    }
}
