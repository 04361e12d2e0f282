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

    private ServiceProcess(Process process, int grpcPort)
    {
        _process = process;
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpcPort}");
        References = new ReferenceService.ReferenceServiceClient(Channel);
        Scoring = new ScoringService.ScoringServiceClient(Channel);
    }

    public GrpcChannel Channel { get; }

    public ReferenceService.ReferenceServiceClient References { get; }

    public ScoringService.ScoringServiceClient Scoring { get; }

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
        })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Listening on", StringComparison.Ordinal))
            {
                using var ports = JsonDocument.Parse(await File.ReadAllTextAsync(portFile));
                return new ServiceProcess(process, ports.RootElement.GetProperty("grpc").GetInt32());
            }
        }

        process.Dispose();
        throw new InvalidOperationException("The service ended before it listened.");
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
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
