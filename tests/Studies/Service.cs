using Detector.Cli.Demo.Service;
using Detector.Client;
using Detector.Tests.Shared;

namespace Detector.Tests.Studies;

/// <summary>A real service in a process of its own, which keeps its store and port when it is killed and started again.</summary>
public sealed class Service : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ServiceProcess? _process;
    private int _port;

    private Service()
    {
    }

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
    public static async Task<Service> StartNewAsync()
    {
        var service = new Service();
        await service.StartAsync();
        return service;
    }

    /// <summary>How to call it.</summary>
    public DetectorClientOptions Options => new() { Address = new Uri($"http://127.0.0.1:{_port}") };

    /// <summary>Its process while it runs.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Kills it (SIGKILL).</summary>
    public async Task KillAsync() => await _process!.DisposeAsync();

    /// <summary>Starts it, again on its store and port after <see cref="KillAsync"/>.</summary>
    public async Task StartAsync()
    {
        _process = await ServiceProcess.StartAsync(
            Program, _folder.Path, [$"--Encoder:Path={TestEncoder.Int8Path}", $"--Listen:GrpcPort={_port}"], CancellationToken.None);
        _port = _process.GrpcAddress.Port;
    }

    /// <summary>Kills it and removes its store.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Dispose();
    }
}
