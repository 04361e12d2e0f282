using Detector.EndToEnd.Tests.Running;
using Detector.V1;

namespace Detector.EndToEnd.Tests;

public sealed class ExampleTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_example_watches_every_answer_in_groups_and_subsets()
    {
        var command = new Command(
            "dotnet", Programs.ChatExample, $"--Detector:Address={service.Process.GrpcAddress.Authority}", "--Monitor=example", "--Questions=150");
        var outcome = (await command.RunAsync()).Ended(0);
        Assert.Contains("150 answers acknowledged, 0 dropped.", outcome.Output, StringComparison.Ordinal);

        // A second run finds the monitor there.
        outcome = (await command.RunAsync()).Ended(0);
        Assert.Contains("Monitor example has 300 samples.", outcome.Output, StringComparison.Ordinal);
        using var client = service.Connect();
        var monitor = await client.GetMonitorAsync("example");
        Assert.Equal((300, MonitorState.BurningIn), (monitor.SampleCount, monitor.State));
    }
}
