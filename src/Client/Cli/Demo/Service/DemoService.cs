using Detector.Client;

namespace Detector.Cli.Demo.Service;

/// <summary>The service the demo talks to: one of its own in a temporary folder, or one that already runs.</summary>
internal sealed class DemoService : IAsyncDisposable
{
    private readonly ServiceProcess? _process;
    private readonly DirectoryInfo? _folder;

    private DemoService(DetectorClientOptions client, ServiceProcess? process, DirectoryInfo? folder)
    {
        Client = client;
        _process = process;
        _folder = folder;
    }

    /// <summary>How to call it.</summary>
    public DetectorClientOptions Client { get; }

    /// <summary>Address of its gRPC port.</summary>
    public Uri Address => Client.Address;

    /// <summary>Address of its metrics; null when the service is not the demo's own.</summary>
    public Uri? MetricsAddress => _process?.MetricsAddress;

    /// <summary>Finds or starts the service.</summary>
    /// <param name="options">Which one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="UsageException">No service is named.</exception>
    /// <exception cref="ServiceStartException">It could not be started.</exception>
    public static async Task<DemoService> OpenAsync(DemoOptions options, CancellationToken cancellation)
    {
        if (options.Server is { } client)
        {
            return new DemoService(client, null, null);
        }

        var program = options.ServiceProgram
            ?? throw new UsageException("The demo needs the service: run it as './detector demo', or name one that runs with --server.");
        var folder = Directory.CreateTempSubdirectory("detector-demo-");
        try
        {
            var process = await ServiceProcess.StartAsync(program, folder.FullName, [], cancellation);
            return new DemoService(new DetectorClientOptions { Address = process.GrpcAddress }, process, folder);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder?.Delete(recursive: true);
    }
}
