using System.Net;
using System.Net.Sockets;

namespace Detector.Host.Tests.Hosting;

/// <summary>Passes bytes on between callers and a service until it stalls: then neither side hears of the other, and no connection ends.</summary>
internal sealed class StallingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpClient> _connections = [];
    private readonly int _service;
    private readonly Task _accepting;
    private volatile bool _stalled;

    /// <summary>Begins to listen.</summary>
    /// <param name="service">The service's port.</param>
    public StallingProxy(int service)
    {
        _service = service;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Passes nothing on from now on.</summary>
    public void Stall() => _stalled = true;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _connections.ForEach(connection => connection.Dispose());
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> copies = [];
        try
        {
            while (true)
            {
                var caller = await _listener.AcceptTcpClientAsync(_stop.Token);
                var service = new TcpClient();
                _connections.AddRange([caller, service]);
                await service.ConnectAsync(IPAddress.Loopback, _service, _stop.Token);
                copies.AddRange([CopyAsync(caller.GetStream(), service.GetStream()), CopyAsync(service.GetStream(), caller.GetStream())]);
            }
        }
        catch (OperationCanceledException)
        {
            // The one way out.
        }

        await Task.WhenAll(copies);
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is var read && read > 0)
            {
                if (!_stalled)
                {
                    await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // One of the sides is gone.
        }
    }
}
