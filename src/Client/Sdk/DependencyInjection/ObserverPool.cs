using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Detector.Client.DependencyInjection;

/// <summary>
/// The observers of a container, one for each monitor. With a host they are closed when all its services have stopped, so that what
/// the last requests observed is sent; otherwise with the container.
/// </summary>
internal sealed class ObserverPool(IServiceProvider services, DetectorClient client, IEnumerable<ObserverSettings> settings)
    : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DetectorObserver> _observers = [];

    /// <summary>Returns the observer of a monitor; the first call makes it.</summary>
    public DetectorObserver Get(string monitor)
    {
        lock (_gate)
        {
            if (!_observers.TryGetValue(monitor, out var observer))
            {
                var options = settings.FirstOrDefault(entry => entry.Monitor == monitor)?.Options(services);
                observer = new DetectorObserver(client, monitor, options, services.GetService<ILogger<DetectorObserver>>());
                _observers.Add(monitor, observer);
            }

            return observer;
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(All().Select(observer => observer.CloseAsync(cancellationToken)));

    public async ValueTask DisposeAsync() => await Task.WhenAll(All().Select(observer => observer.DisposeAsync().AsTask()));

    public void Dispose()
    {
        foreach (var observer in All())
        {
            observer.Dispose();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private DetectorObserver[] All()
    {
        lock (_gate)
        {
            return [.. _observers.Values];
        }
    }
}
