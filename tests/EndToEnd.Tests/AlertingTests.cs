using Detector.EndToEnd.Tests.Alerting;
using Detector.EndToEnd.Tests.Running;
using Detector.V1;
using Grpc.Net.Client;

namespace Detector.EndToEnd.Tests;

public sealed class AlertingTests(RunningService running) : IClassFixture<RunningService>
{
    private const int Window = 128;

    [Fact]
    public async Task A_collapse_pages_through_prometheus_and_alertmanager_and_a_reset_resolves_it()
    {
        var service = running.Process;
        using (var client = running.Connect())
        {
            await client.CreateReferenceAsync(new ReferenceHeader { Name = "healthy" }, Labelled(Texts.Varied(1600, 1)).ToAsyncEnumerable());
            await client.WaitUntilReadyAsync("healthy");
        }

        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        var monitors = new MonitorService.MonitorServiceClient(channel);
        using var pager = new Pager();
        await using var servers = await AlertingServers.StartAsync(service.MetricsAddress.Authority, pager);
        await monitors.CreateMonitorAsync(new CreateMonitorRequest
        {
            Name = "prod",
            Reference = "healthy",
            Settings = new MonitorSettings { Window = new WindowSettings { Samples = Window } },
        });

        await ObserveAsync(Texts.Varied(10 * Window, 2));
        await AlertingServers.UntilAsync("ten windows are judged", async () => await servers.QueryAsync("sum(detector_windows_total{monitor=\"prod\"})") == 10);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Empty(await servers.FiringAsync("prod"));
        Assert.Empty(await servers.NotifiedAsync("prod"));
        Assert.Equal(1, await servers.QueryAsync("detector_monitor_verdict{monitor=\"prod\"}"));

        await ObserveAsync(Texts.Collapsed(6 * Window));
        await AlertingServers.UntilAsync("pages fire", async () =>
            (await servers.FiringAsync("prod")).ToHashSet().IsSupersetOf(["DetectorDiversityLoss page", "DetectorModeCollapse page"]));
        await AlertingServers.UntilAsync("Alertmanager has them", async () =>
            (await servers.NotifiedAsync("prod")).ToHashSet().IsSupersetOf(["DetectorDiversityLoss page", "DetectorModeCollapse page"]));
        await AlertingServers.UntilAsync("the pager rings", () => Task.FromResult(pager.Received.Any(text =>
            text.Contains("DetectorDiversityLoss", StringComparison.Ordinal) && text.Contains("The outputs of monitor prod lose diversity", StringComparison.Ordinal))));

        await monitors.ResetMonitorAsync(new ResetMonitorRequest { Name = "prod" });
        await AlertingServers.UntilAsync("nothing fires", async () => (await servers.FiringAsync("prod")).Length == 0);
        await AlertingServers.UntilAsync("Alertmanager knows", async () => (await servers.NotifiedAsync("prod")).Length == 0);
        await AlertingServers.UntilAsync("the pager is told", () => Task.FromResult(pager.Received.Any(text =>
            text.Contains("\"status\":\"resolved\"", StringComparison.Ordinal))));

        // Rules and dashboard ask for nothing that the service does not export. This one has no certificate to tell of.
        var exported = (await servers.MetricsAsync()).Append("detector_tls_certificate_expiry_timestamp_seconds").ToHashSet();
        var wanted = await new Command(Detector.Tests.Shared.Repository.PathOf("tests", "rules", "check"), "--metrics").RunAsync();
        var unknown = wanted.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(metric => !exported.Contains(metric)).ToArray();
        Assert.True(wanted.ExitCode == 0 && unknown.Length == 0, $"not exported: {string.Join(", ", unknown)}\n{wanted.Error}");

        async Task ObserveAsync(string[] texts)
        {
            foreach (var part in texts.Chunk(Window))
            {
                await monitors.ObserveAsync(new ObserveRequest { Monitor = "prod", Samples = { Labelled(part) } });
            }
        }
    }

    private static IEnumerable<Sample> Labelled(string[] texts) =>
        texts.Select((text, i) => new Sample { Text = text, Subset = i % 4 == 0 ? "some" : "most" });
}
