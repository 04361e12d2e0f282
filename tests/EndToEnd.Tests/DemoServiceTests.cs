using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class DemoServiceTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_demo_uses_the_service_it_is_told_of_and_leaves_no_reference_there()
    {
        using var demo = new SmallDemo();
        var outcome = await demo.Command("--server", service.Process.GrpcAddress.ToString()).RunAsync();

        Assert.Contains($"Service: {service.Process.GrpcAddress} (gRPC)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Took ", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("error", outcome.Error, StringComparison.Ordinal);
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(service.Process.MetricsAddress);
        Assert.Contains("""detector_accepted_samples_total{operation="create_reference"} 1000""", metrics, StringComparison.Ordinal);
        Assert.Contains("detector_references 0", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_demo_waits_with_its_service_until_it_is_interrupted()
    {
        using var demo = new SmallDemo();
        await using var run = demo.Command("--keep").Start();
        var announced = await run.LineAsync("The service stays at ");
        await run.LineAsync("Ctrl-C ends it.");
        var served = Assert.Single(ProcessTable.ChildrenOf(run.Id));
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(announced.Split("its metrics at ")[1].Split(", with")[0]);
        Assert.Contains("detector_references 2", metrics, StringComparison.Ordinal);

        await run.SignalAsync("INT");

        var outcome = await run.EndAsync();
        Assert.InRange(outcome.ExitCode, 0, 1);
        Assert.DoesNotContain("error", outcome.Error, StringComparison.Ordinal);
        await ProcessTable.EndedAsync(served);
    }

    [Fact]
    public async Task A_killed_demo_takes_its_service_along()
    {
        using var demo = new SmallDemo();
        await using var run = demo.Command().Start();
        await run.LineAsync("Service: http://127.0.0.1:");
        var served = Assert.Single(ProcessTable.ChildrenOf(run.Id));

        await run.SignalAsync("KILL");

        await ProcessTable.EndedAsync(served);
    }
}
