using Detector.EndToEnd.Tests.Running;
using Detector.V1;
using Grpc.Net.Client;
using Monitor = Detector.V1.Monitor;

namespace Detector.EndToEnd.Tests.Page;

/// <summary>A running service with a monitor on alert, whose texts try to be markup.</summary>
public sealed class WatchedService : IAsyncLifetime
{
    /// <summary>A text that would run if it became markup.</summary>
    public const string Hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    /// <summary>Samples of a window.</summary>
    public const int Window = 512;

    private const int Healthy = 3;
    private const int Lost = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The service.</summary>
    public RunningService Service { get; } = new();

    /// <summary>Where its page is.</summary>
    public Uri Address => Service.PageAddress;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Service.InitializeAsync();
        await CreateReferenceAsync(Service, Hostile);
        await CreateMonitorAsync(Service, "prod", Hostile);
        await ObserveAsync(Service, "prod", Texts.Varied(Healthy * Window, 2), Hostile);
        await ObserveAsync(Service, "prod", WithoutTail((Lost * Window) - 1).Append(Hostile), Hostile);
        await UntilAsync(Service, "prod", monitor => monitor.WindowCount == Healthy + Lost);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Service.DisposeAsync();

    /// <summary>Makes a reference called healthy.</summary>
    internal static async Task CreateReferenceAsync(RunningService service, string subset)
    {
        using var client = service.Connect();
        var samples = Labelled(Texts.Varied(1600, 1), subset).ToAsyncEnumerable();
        await client.CreateReferenceAsync(new ReferenceHeader { Name = "healthy", Description = subset, KeepTexts = true }, samples);
        await client.WaitUntilReadyAsync("healthy");
    }

    /// <summary>Makes a monitor that keeps its samples.</summary>
    internal static async Task CreateMonitorAsync(RunningService service, string name, string description)
    {
        using var channel = GrpcChannel.ForAddress(service.Process.GrpcAddress);
        await new MonitorService.MonitorServiceClient(channel).CreateMonitorAsync(new CreateMonitorRequest
        {
            Name = name,
            Description = description,
            Reference = "healthy",
            Settings = new MonitorSettings
            {
                Window = new WindowSettings { Samples = Window },
                Retention = new RetentionSettings { KeepSamples = true },
            },
        });
    }

    /// <summary>Observes samples.</summary>
    internal static async Task ObserveAsync(RunningService service, string monitor, IEnumerable<string> texts, string subset)
    {
        using var channel = GrpcChannel.ForAddress(service.Process.GrpcAddress);
        var monitors = new MonitorService.MonitorServiceClient(channel);
        foreach (var part in Labelled(texts, subset).Chunk(Window))
        {
            await monitors.ObserveAsync(new ObserveRequest { Monitor = monitor, Samples = { part } });
        }
    }

    /// <summary>Varied texts of five subjects in sixteen: the outputs of a model that has lost the rest.</summary>
    internal static IEnumerable<string> WithoutTail(int count) =>
        Texts.Varied(4 * count, 5).Where(text => Texts.SubjectOf(text).StartsWith("A ", StringComparison.Ordinal)).Take(count);

    private static async Task UntilAsync(RunningService service, string name, Func<Monitor, bool> reached)
    {
        using var channel = GrpcChannel.ForAddress(service.Process.GrpcAddress);
        var monitors = new MonitorService.MonitorServiceClient(channel);
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!reached((await monitors.GetMonitorAsync(new GetMonitorRequest { Name = name }, cancellationToken: limit.Token)).Monitor))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private static IEnumerable<Sample> Labelled(IEnumerable<string> texts, string subset) =>
        texts.Select((text, i) => new Sample { Text = text, Subset = i % 4 == 0 ? subset : "most" });
}
