using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Detector.Tests.Shared;

/// <summary>
/// A PostgreSQL server of the tests' own, from Debian's package, on a free port of the loopback address. It ends with the process that
/// started it, however that ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder = Directory.CreateTempSubdirectory("detector-postgres-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    private PostgresServer()
    {
    }

    private static string Programs { get; } =
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault() ?? ""
            : "";

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts a server.</summary>
    public static async Task<PostgresServer> StartNewAsync()
    {
        if (Programs.Length == 0)
        {
            throw new InvalidOperationException("PostgreSQL is not installed; ./test installs Debian's package postgresql.");
        }

        var server = new PostgresServer();
        try
        {
            await server.RunAsync("chmod", "711", server._folder);
            await server.RunAsync("mkdir", server.Data);
            if (IsRoot)
            {
                await server.RunAsync("chown", "-R", "postgres", server._folder);
            }

            await server.RunAsync([.. AsOwner, Path.Combine(Programs, "initdb"), "-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects to a database.</summary>
    public string ConnectionTo(string database) => $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    /// <summary>Makes an empty database.</summary>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"d{Guid.NewGuid():N}";
        await RunAsync(Path.Combine(Programs, "createdb"), "-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", name);
        return ConnectionTo(name);
    }

    /// <summary>Starts it again after a stop, on the same port and data.</summary>
    public async Task StartAsync()
    {
        // The shell holds a pipe to this process: when that ends, so does the server.
        var server = string.Join(' ', [.. AsOwner, Path.Combine(Programs, "postgres"), "-D", Data, "-h", "127.0.0.1", "-p", $"{_port}", "-k", _folder]);
        var start = new ProcessStartInfo("bash", ["-c", $"{server} >>'{_folder}/log' 2>&1 & pid=$!; cat >/dev/null; kill -QUIT $pid; wait $pid"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        await RunAsync("bash", "-c", $"touch '{_folder}/log'; chmod 666 '{_folder}/log'");
        _process = Process.Start(start)!;
        var waiting = Stopwatch.StartNew();
        while (!await TryAsync(Path.Combine(Programs, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", $"{_port}"))
        {
            if (waiting.Elapsed > Patience || _process.HasExited)
            {
                throw new InvalidOperationException($"PostgreSQL did not start:\n{await File.ReadAllTextAsync(Path.Combine(_folder, "log"))}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Stops it at once, as a crash does; what was committed is there after the next start.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Freezes all its processes: connections stay open and get no answer.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>Goes on after <see cref="PauseAsync"/>.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await SignalAsync("CONT");
            await StopAsync();
        }

        await TryAsync("rm", "-rf", _folder);
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string[] AsOwner => IsRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    private async Task SignalAsync(string signal)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid"));
        await TryAsync("bash", "-c", $"kill -{signal} {lines[0]} $(pgrep -P {lines[0]})");
    }

    private async Task RunAsync(params string[] command)
    {
        if (!await TryAsync(command))
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed");
        }
    }

    private async Task<bool> TryAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Directory.Exists(_folder) ? _folder : "/",
        })!;
        process.StandardInput.Close();
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
