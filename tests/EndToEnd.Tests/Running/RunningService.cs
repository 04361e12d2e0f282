using Detector.Cli.Demo.Service;
using Detector.Client;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>The real service in a process of its own, with a store of its own and the bundled encoder.</summary>
public sealed class RunningService : IAsyncLifetime
{
    private ServiceProcess? _process;
    private int _port;
    private int _httpPort;

    /// <summary>Folder of its store and of the files of its tests.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("detector-e2e-").FullName;

    /// <summary>The process.</summary>
    internal ServiceProcess Process => _process ?? throw new InvalidOperationException("The service is not started.");

    /// <inheritdoc/>
    public Task InitializeAsync() => StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Address of its web page.</summary>
    internal Uri PageAddress => new(Process.MetricsAddress, "/");

    /// <summary>Kills it as a crash would and starts it again on the same store and ports.</summary>
    internal async Task CrashAndRestartAsync()
    {
        await CrashAsync();
        await RestartAsync();
    }

    /// <summary>Kills it as a crash would and leaves it down.</summary>
    internal async Task CrashAsync()
    {
        (_port, _httpPort) = (Process.GrpcAddress.Port, Process.MetricsAddress.Port);
        await Process.DisposeAsync();
    }

    /// <summary>Starts it again on the same store and ports.</summary>
    internal Task RestartAsync() => StartAsync();

    /// <summary>A client library connected to it.</summary>
    internal DetectorClient Connect() => new(new DetectorClientOptions { Address = Process.GrpcAddress });

    /// <summary>The client program with arguments, told where the service is.</summary>
    internal Command Cli(params string[] arguments) => new("dotnet", [Programs.Cli, .. arguments])
    {
        Folder = Folder,
        Environment = { ["DETECTOR_SERVER"] = Process.GrpcAddress.ToString() },
    };

    /// <summary>Writes a file with one text a line and returns its path.</summary>
    internal string TextFile(string name, IEnumerable<string> texts)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllLines(path, texts);
        return path;
    }

    private async Task StartAsync() => _process = await ServiceProcess.StartAsync(
        Programs.Service,
        Folder,
        [$"--Encoder:Path={TestEncoder.Int8Path}", $"--Listen:GrpcPort={_port}", $"--Listen:HttpPort={_httpPort}"],
        CancellationToken.None);
}
