using Detector.Cli.Demo.Service;
using Detector.Client;
using Detector.Tests.Shared;

namespace Detector.Tests.Studies;

/// <summary>A real service in a process of its own, which keeps its store and port when it is killed and started again.</summary>
public sealed class Service : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _arguments;
    private ServiceProcess? _process;
    private int _port;

    private Service(string[] arguments) => _arguments = arguments;

    // Of the same build as this program.
    private static string Program
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "Detector.Host", own.Name, "detector-service.dll");
        }
    }

    /// <summary>Starts a service with an empty store.</summary>
    /// <param name="arguments">Further options of the service.</param>
    public static async Task<Service> StartNewAsync(params string[] arguments)
    {
        var service = new Service(arguments);
        await service.StartAsync();
        return service;
    }

    /// <summary>How to call it.</summary>
    public DetectorClientOptions Options => new() { Address = new Uri($"http://127.0.0.1:{_port}") };

    /// <summary>Its HTTP port while it runs.</summary>
    public Uri HttpAddress => new(_process!.MetricsAddress, "/");

    /// <summary>Where its store of SQLite is.</summary>
    public string StorePath => Path.Combine(_folder.Path, "detector.db");

    /// <summary>Where its log is.</summary>
    public string LogPath => Path.Combine(_folder.Path, "service.log");

    /// <summary>Its process while it runs.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>What it shows of itself now.</summary>
    public async Task<string> MetricsAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        return await http.GetStringAsync(_process!.MetricsAddress);
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public async Task KillAsync() => await _process!.DisposeAsync();

    /// <summary>Starts it, again on its store and port after <see cref="KillAsync"/>.</summary>
    public async Task StartAsync()
    {
        _process = await ServiceProcess.StartAsync(
            Program, _folder.Path, [$"--Encoder:Path={TestEncoder.Int8Path}", $"--Listen:GrpcPort={_port}", .. _arguments], CancellationToken.None);
        _port = _process.GrpcAddress.Port;
    }

    /// <summary>Kills it and removes its store.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }
}
