using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Detector.Cli.Demo.Service;

/// <summary>
/// A Detector service started as a child process, on free ports, with its store in a folder of its own. It ends with the process that
/// started it, even when that one is killed.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly Task _log;

    private ServiceProcess(Process process, Task log)
    {
        _process = process;
        _log = log;
    }

    /// <summary>Address of its gRPC port.</summary>
    public Uri GrpcAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Address of its metrics.</summary>
    public Uri MetricsAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a service and waits until it listens.</summary>
    /// <param name="program">The service program, or its <c>.dll</c>.</param>
    /// <param name="folder">Where its store, <c>detector.db</c>, and its log, <c>service.log</c>, are kept. A store found there is used.</param>
    /// <param name="arguments">Further options of the service, such as <c>--Limits:BatchSamples=100</c>.</param>
    /// <param name="cancellation">Gives the start up and ends the process.</param>
    /// <exception cref="ServiceStartException">It could not be started, or ended before it listened.</exception>
    public static async Task<ServiceProcess> StartAsync(
        string program, string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var portFile = Path.Combine(folder, "ports.json");
        File.Delete(portFile);
        var process = Launch(program, folder, portFile, arguments);
        var logFile = Path.Combine(folder, "service.log");
        var service = new ServiceProcess(process, CopyOutputAsync(process, logFile));
        try
        {
            await service.ReadPortsAsync(portFile, logFile, cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process at once (SIGKILL), as a crash would, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Ends the process, if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        await _log;
        _process.Dispose();
    }

    private static Process Launch(string program, string folder, string portFile, IEnumerable<string> arguments)
    {
        var managed = program.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(managed ? "dotnet" : program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (managed)
        {
            start.ArgumentList.Add(program);
        }

        // Standard input is never written: its end, when this process is gone in whatever way, ends the service.
        string[] own =
        [
            "--Drain:WithStandardInput=true",
            "--Listen:GrpcPort=0", "--Listen:HttpPort=0", $"--Listen:PortFile={portFile}",
            $"--Storage:Path={Path.Combine(folder, "detector.db")}",
        ];
        foreach (var argument in own.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new ServiceStartException($"The service '{start.FileName}' cannot be started: {exception.Message}", exception);
        }
    }

    private static async Task CopyOutputAsync(Process process, string logFile)
    {
        await using var log = TextWriter.Synchronized(new StreamWriter(logFile, append: true) { AutoFlush = true });
        await Task.WhenAll(CopyLinesAsync(process.StandardOutput, log), CopyLinesAsync(process.StandardError, log));
    }

    private static async Task CopyLinesAsync(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            await to.WriteLineAsync(line);
        }
    }

    private async Task ReadPortsAsync(string portFile, string logFile, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(PollInterval);
        while (!File.Exists(portFile))
        {
            if (_process.HasExited)
            {
                await _log;
                var last = string.Join('\n', File.ReadLines(logFile).TakeLast(10));
                throw new ServiceStartException($"The service ended with exit code {_process.ExitCode} before it listened:\n{last}");
            }

            await timer.WaitForNextTickAsync(cancellation);
        }

        using var ports = JsonDocument.Parse(await File.ReadAllBytesAsync(portFile, cancellation));
        GrpcAddress = Local(ports.RootElement.GetProperty("grpc").GetInt32(), "");
        MetricsAddress = Local(ports.RootElement.GetProperty("http").GetInt32(), "metrics");
    }

    private static Uri Local(int port, string path) =>
        new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{path}"));
}
