using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Detector.Tests.Shared;
using Detector.V1;
using Grpc.Net.Client;

namespace Detector.Host.Tests.Hosting;

/// <summary>The real program in a process of its own.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<bool> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private GrpcChannel? _channel;

    private ServiceProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>What it has written so far, to standard output and standard error.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Its HTTP port.</summary>
    public int HttpPort { get; private set; }

    public GrpcChannel Channel => _channel!;

    public ReferenceService.ReferenceServiceClient References => new(Channel);

    public ScoringService.ScoringServiceClient Scoring => new(Channel);

    /// <summary>Starts the program and waits until it says that it listens.</summary>
    public static async Task<ServiceProcess> StartAsync(TestDirectory directory, params string[] options)
    {
        var portFile = Path.Combine(directory.Path, "ports.json");
        File.Delete(portFile);
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "detector-service.dll"),
                "--Listen:GrpcPort=0",
                "--Listen:HttpPort=0",
                $"--Listen:PortFile={portFile}",
                $"--Storage:Path={directory.StorePath}",
                $"--Encoder:Path={TestEncoder.Int8Path}",
                "--References:NullDraws=99",
                "--Log:Format=Json",
                .. options,
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var service = new ServiceProcess(process);
        if (!await service._listening.Task)
        {
            process.Dispose();
            throw new InvalidOperationException($"The service ended before it listened:\n{string.Join('\n', service.Lines)}");
        }

        using var ports = JsonDocument.Parse(await File.ReadAllTextAsync(portFile));
        service._channel = GrpcChannel.ForAddress($"http://127.0.0.1:{ports.RootElement.GetProperty("grpc").GetInt32()}");
        service.HttpPort = ports.RootElement.GetProperty("http").GetInt32();
        return service;
    }

    /// <summary>Ends the process at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop and returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            if (line.Contains("Listening on", StringComparison.Ordinal))
            {
                _listening.TrySetResult(true);
            }
        }

        _listening.TrySetResult(false);
    }
}
