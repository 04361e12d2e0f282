using Detector.Client;
using Detector.EndToEnd.Tests.Running;
using Detector.V1;

namespace Detector.EndToEnd.Tests;

public sealed class ObserverTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Monitor = "chat";
    private const int Samples = 10_000;

    [Fact]
    public async Task Ten_thousand_samples_given_while_the_service_is_killed_and_restarted_are_all_counted_once()
    {
        using var client = service.Connect();
        await client.CreateMonitorAsync(new CreateMonitorRequest
        {
            Name = Monitor,
            BurnInWindows = 2,
            Settings = new MonitorSettings { Window = new WindowSettings { Samples = 8192 } },
        });
        await using var observer = new DetectorObserver(client, Monitor);
        await service.CrashAsync();
        Observe(0, Samples / 2);
        await service.RestartAsync();
        while ((await client.GetMonitorAsync(Monitor)).SampleCount == 0)
        {
        }

        // In the middle of it: some messages are durable without their acknowledgement having come.
        await service.CrashAsync();
        Observe(Samples / 2, Samples / 2);
        Assert.InRange(observer.Counts.Acknowledged, 0, Samples / 2);
        await service.RestartAsync();
        await observer.FlushAsync();

        Assert.Equal(
            new ObserverCounts { Observed = Samples, Sent = Samples, Acknowledged = Samples, Failures = observer.Counts.Failures }, observer.Counts);
        Assert.True(observer.Counts.Failures > 0);
        Assert.Equal(Samples, (await client.GetMonitorAsync(Monitor)).SampleCount);

        void Observe(int from, int count)
        {
            for (var i = from; i < from + count; i++)
            {
                Assert.True(observer.Observe(FormattableString.Invariant($"The {i}th answer is {i * 7}.")));
            }
        }
    }
}
