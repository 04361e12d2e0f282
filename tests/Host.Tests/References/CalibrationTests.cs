using Detector.Host.Errors;
using Detector.Host.Storage;
using Detector.Host.Storage.Sql;
using Detector.Host.Tests.Hosting;
using Detector.Host.Tests.Storage;
using Detector.V1;
using Microsoft.Extensions.DependencyInjection;
using ReferenceState = Detector.V1.ReferenceState;

namespace Detector.Host.Tests.References;

public sealed class CalibrationTests
{
    [Fact]
    public async Task A_reference_is_acknowledged_before_its_nulls_are_computed_and_shows_how_far_that_is()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(new StubEncoder(), adjust: HeldStore.At(gate));
        var begun = await service.BeginAsync("r", Texts.Samples(100));
        Assert.Equal((ReferenceState.Calibrating, 100, ""), (begun.State, begun.SampleCount, begun.Failure));
        Assert.Empty(begun.NullSizes);
        await gate.Reached;
        var held = await service.References.UntilAsync("r", _ => true);
        Assert.Equal((ReferenceState.Calibrating, 1), (held.State, held.CalibrationProgress));
        Assert.Equal([held], (await service.References.ListReferencesAsync(new ListReferencesRequest())).References);
        Assert.Contains("detector_references_calibrating 1\n", await service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        gate.Open();
        var ready = await service.References.ReadyAsync("r");
        Assert.Equal((ReferenceState.Ready, 1, ""), (ready.State, ready.CalibrationProgress, ready.Failure));
        Assert.NotEmpty(ready.NullSizes);
        Assert.NotEqual(begun.StoredBytes, ready.StoredBytes);
        var changed = ready.Clone();
        (changed.State, changed.CalibrationProgress, changed.StoredBytes) = (begun.State, begun.CalibrationProgress, begun.StoredBytes);
        changed.NullSizes.Clear();
        Assert.Equal(begun, changed);
        await Metrics.WaitAsync(service, "detector_references_calibrating 0");
        await Metrics.WaitAsync(service, "detector_calibration_seconds_count 1");
    }

    [Fact]
    public async Task Progress_rises_until_the_reference_is_ready()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--References:NullDraws=3000"]);
        var shares = new List<double> { (await service.BeginAsync("r", Texts.Samples(300, prompts: true))).CalibrationProgress };
        var state = ReferenceState.Calibrating;
        while (state == ReferenceState.Calibrating)
        {
            var reference = (await service.References.GetReferenceAsync(new GetReferenceRequest { Name = "r" })).Reference;
            state = reference.State;
            shares.Add(reference.CalibrationProgress);
        }

        Assert.Equal(ReferenceState.Ready, state);
        Assert.Equal(shares.Order(), shares);
        Assert.Contains(shares, share => share is > 0 and < 1);
        Assert.Equal(1, shares[^1]);
    }

    [Fact]
    public async Task A_batch_is_refused_with_the_progress_and_when_to_try_again_until_the_reference_is_ready()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(new StubEncoder(), adjust: HeldStore.At(gate));
        await service.BeginAsync("r", Texts.Samples(100));
        await gate.Reached;
        var stream = new ScoreStreamRequest { Header = new ScoreHeader { Reference = "r" }, Samples = { Texts.Samples(5) } };
        foreach (var call in (Func<Task>[])[() => service.ScoreAsync("r", Texts.Samples(5)), () => service.ScoreStreamAsync(stream)])
        {
            var refusal = await Refusal.ExpectAsync(ErrorReason.ReferenceCalibrating, call);
            Assert.Contains("'r'", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("100 %", refusal.Message, StringComparison.Ordinal);
            Assert.NotNull(refusal.RetryAfter);
        }

        gate.Open();
        await service.References.ReadyAsync("r");
        Assert.Equal(5, (await service.ScoreAsync("r", Texts.Samples(5))).SampleCount);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_reference_that_is_still_calibrated()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(new StubEncoder(), adjust: HeldStore.At(gate));
        await service.BeginAsync("r", Texts.Samples(100), "request-1");
        await gate.Reached;
        var again = await service.BeginAsync("r", Texts.Samples(100), "request-1");
        Assert.Equal((ReferenceState.Calibrating, 1), (again.State, again.CalibrationProgress));
        gate.Open();
        await service.References.ReadyAsync("r");
    }

    [Fact]
    public async Task A_deleted_reference_is_not_calibrated_any_further_and_its_name_is_free()
    {
        var gate = new Gate();
        await using var service = await TestService.StartAsync(new StubEncoder(), adjust: HeldStore.At(gate));
        await service.BeginAsync("r", Texts.Samples(100));
        await gate.Reached;
        await service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "r" });
        await gate.GivenUp;
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => service.ScoreAsync("r", Texts.Samples(5)));
        await Metrics.WaitAsync(service, "detector_references_calibrating 0");
        gate.Open();
        Assert.Equal(200, (await service.CreateAsync("r", Texts.Samples(200))).SampleCount);
    }

    [Fact]
    public async Task A_defect_ends_one_calibration_is_logged_without_texts_and_the_next_one_runs()
    {
        var logs = new LogRecorder();
        await using var service = await TestService.StartAsync(
            new StubEncoder(),
            adjust: services => logs.Register(services.AddSingleton<SqlReferenceStore>().AddSingleton<IReferenceStore, DefectiveStore>()),
            options: ["--Log:Level=Information"]);
        await service.BeginAsync("defective", Texts.Samples(100));
        var failed = await service.References.UntilAsync("defective", reference => reference.State != ReferenceState.Calibrating);
        Assert.Equal((ReferenceState.Failed, 0), (failed.State, failed.CalibrationProgress));
        await service.CreateAsync("sound", Texts.Samples(100));
        var logged = Assert.Single(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("InvalidOperationException", logged, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Failure + logged, StringComparison.Ordinal);
        await Metrics.WaitAsync(service, "detector_references_calibrating 0");
        await Metrics.WaitAsync(service, "detector_calibration_seconds_count 1");
    }

    [Fact]
    public async Task A_deleted_reference_that_still_waits_for_its_turn_is_not_calibrated_at_all()
    {
        var gate = new Gate();
        var logs = new LogRecorder();
        await using var service = await TestService.StartAsync(
            new StubEncoder(), adjust: HeldStore.At(gate) + logs.Register, options: ["--Log:Level=Information"]);
        await service.BeginAsync("first", Texts.Samples(100));
        await gate.Reached;
        Assert.Equal(0, (await service.BeginAsync("second", Texts.Samples(100))).CalibrationProgress);
        await service.BeginAsync("third", Texts.Samples(100));
        await service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "second" });
        gate.Open();
        await service.References.ReadyAsync("third");
        Assert.Contains(logs.Lines, line => line.Contains("Gave up the calibration of reference second: it was deleted", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private sealed class DefectiveStore(SqlReferenceStore store) : PassingStore(store)
    {
        public override Task<StoredReference?> CompleteAsync(
            StoredReference reference, Action<Stream> writeContent, CancellationToken cancellation) =>
            reference.Name == "defective"
                ? throw new InvalidOperationException("secret text")
                : base.CompleteAsync(reference, writeContent, cancellation);
    }
}
