using Detector.Client.Tests.Service;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Sdk;

public sealed class ReadyWaitTests
{
    [Fact]
    public async Task A_reference_is_asked_for_ever_more_seldom_until_it_is_ready_and_progress_is_told()
    {
        await using var service = await ScriptedService.StartAsync();
        double[] shares = [0, 0.1, 0.2, 0.5, 0.6, 0.9];
        foreach (var share in shares)
        {
            service.Script.Answers.Enqueue(Calibrating(share));
        }

        var ready = new Reference { Name = "r", State = ReferenceState.Ready, CalibrationProgress = 1, NullSizes = { 16 } };
        service.Script.Answers.Enqueue(ready);
        using var client = service.Connect();
        var progress = new Recorder();
        Assert.Equal(ready, await client.WaitUntilReadyAsync("r", progress));
        Assert.Equal([.. shares, 1], progress.Told);
        Assert.Equal([100, 200, 400, 800, 1000, 1000], service.Script.Clock.Waits.Select(wait => wait.TotalMilliseconds));
    }

    [Fact]
    public async Task A_service_that_tells_no_state_has_only_references_that_are_ready()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect();
        Assert.Equal("r", (await client.WaitUntilReadyAsync("r")).Name);
        Assert.Empty(service.Script.Clock.Waits);
    }

    [Fact]
    public async Task A_failed_calibration_says_why()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Answers.Enqueue(Calibrating(0.5));
        service.Script.Answers.Enqueue(new Reference { Name = "r", State = ReferenceState.Failed, Failure = "It is damaged." });
        using var client = service.Connect();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.WaitUntilReadyAsync("r"));
        Assert.Equal((StatusCode.FailedPrecondition, "REFERENCE_FAILED", "detector.v1"), (error.Status, error.Reason, error.Domain));
        Assert.Equal("The reference 'r' could not be calibrated. It is damaged.", error.Message);
    }

    [Fact]
    public async Task A_service_that_is_away_for_a_moment_does_not_end_the_wait_but_a_deleted_reference_does()
    {
        await using var service = await ScriptedService.StartAsync(Faults.Draining, Faults.NotFound);
        using var client = service.Connect();
        var error = await Assert.ThrowsAsync<DetectorException>(() => client.WaitUntilReadyAsync("r"));
        Assert.Equal("REFERENCE_NOT_FOUND", error.Reason);
        Assert.Equal(2, service.Script.Calls);
    }

    [Fact]
    public async Task The_wait_can_be_cancelled()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Answers.Enqueue(Calibrating(0.5));
        using var client = service.Connect();
        using var source = new CancellationTokenSource();
        var progress = new Recorder { OnReport = source.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.WaitUntilReadyAsync("r", progress, source.Token));
        Assert.Equal([0.5], progress.Told);
    }

    private static Reference Calibrating(double share) =>
        new() { Name = "r", State = ReferenceState.Calibrating, CalibrationProgress = share };

    private sealed class Recorder : IProgress<double>
    {
        public List<double> Told { get; } = [];

        public Action? OnReport { get; init; }

        public void Report(double value)
        {
            Told.Add(value);
            OnReport?.Invoke();
        }
    }
}
