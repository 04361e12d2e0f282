using Detector.Cli.Demo.Service;
using Detector.Tests.Shared;
using Detector.V1;
using Grpc.Net.Client;

namespace Detector.Chaos.Running;

/// <summary>A real service in a process of its own.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly ServiceProcess _process;
    private readonly GrpcChannel _channel;

    private Service(ServiceProcess process)
    {
        _process = process;
        _channel = GrpcChannel.ForAddress(process.GrpcAddress, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        References = new ReferenceService.ReferenceServiceClient(_channel);
        Monitors = new MonitorService.MonitorServiceClient(_channel);
    }

    /// <summary>Its references.</summary>
    public ReferenceService.ReferenceServiceClient References { get; }

    /// <summary>Its monitors.</summary>
    public MonitorService.MonitorServiceClient Monitors { get; }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    // Of the same build as this program.
    private static string Program
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "Detector.Host", own.Name, "detector-service.dll");
        }
    }

    /// <summary>Starts a service.</summary>
    /// <param name="folder">Where its store and its log are.</param>
    /// <param name="options">Further options.</param>
    public static async Task<Service> StartAsync(string folder, params string[] options) => new(await ServiceProcess.StartAsync(
        Program,
        folder,
        [$"--Encoder:Path={TestEncoder.Int8Path}", "--References:NullDraws=99", "--Monitors:LeaseSeconds=1", "--Monitors:PollMilliseconds=100", .. options],
        CancellationToken.None));

    /// <summary>The options for a store in PostgreSQL.</summary>
    public static string[] On(string connection) => ["--Storage:Engine=Postgres", $"--Storage:Connection={connection}", "--Storage:BusySeconds=3"];

    /// <summary>Creates the reference that all monitors share and waits until it is ready.</summary>
    public async Task CreateReferenceAsync()
    {
        using var call = References.CreateReference();
        await call.RequestStream.WriteAsync(new CreateReferenceRequest { Header = new ReferenceHeader { Name = "healthy" } });
        await call.RequestStream.WriteAsync(new CreateReferenceRequest { Samples = { Outputs.Varied(600, "reference") } });
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
        while ((await References.GetReferenceAsync(new GetReferenceRequest { Name = "healthy" })).Reference.State != ReferenceState.Ready)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Creates a monitor.</summary>
    public async Task WatchAsync(string monitor, int window, int reports = 100_000) => await Monitors.CreateMonitorAsync(new CreateMonitorRequest
    {
        Name = monitor,
        Reference = "healthy",
        Settings = new MonitorSettings
        {
            Window = new WindowSettings { Samples = window },
            Retention = new RetentionSettings { Reports = reports },
        },
    });

    /// <summary>What /metrics shows.</summary>
    public async Task<string> MetricsAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        return await http.GetStringAsync(_process.MetricsAddress);
    }

    /// <summary>The status of /readyz.</summary>
    public async Task<int> ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        return (int)(await http.GetAsync(new Uri(_process.MetricsAddress, "/readyz"))).StatusCode;
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _channel.Dispose();
    }
}
