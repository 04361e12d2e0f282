using Detector.Client;
using Detector.Client.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client of the Detector service and its observers.</summary>
public static class DetectorServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="DetectorClient"/> as a singleton that the container disposes of, and, for any monitor's name as key, a
    /// <see cref="DetectorObserver"/>: <c>[FromKeyedServices("my-monitor")] DetectorObserver</c>. A client registered before stays.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="address">Address of the service, such as <c>http://127.0.0.1:50051</c> or <c>host:port</c>.</param>
    /// <exception cref="FormatException">It is not an address.</exception>
    public static IServiceCollection AddDetectorClient(this IServiceCollection services, string address) =>
        services.AddDetectorClient(new DetectorClientOptions { Address = DetectorAddress.Parse(address) });

    /// <inheritdoc cref="AddDetectorClient(IServiceCollection, string)"/>
    /// <param name="services">The services.</param>
    /// <param name="options">How to call the service.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddDetectorClient(this IServiceCollection services, DetectorClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return services.AddDetectorClient(_ => options);
    }

    /// <inheritdoc cref="AddDetectorClient(IServiceCollection, string)"/>
    /// <param name="services">The services.</param>
    /// <param name="section">
    /// Configuration with the properties of <see cref="DetectorClientOptions"/>, for example <c>Address</c> (also as <c>host:port</c>),
    /// <c>Deadline</c> and <c>Retry:MaxAttempts</c>. Read when the client is made, which with a host is at its start; what it does not
    /// set keeps its default.
    /// </param>
    public static IServiceCollection AddDetectorClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddDetectorClient(_ => Read(section));
    }

    /// <inheritdoc cref="AddDetectorClient(IServiceCollection, string)"/>
    /// <param name="services">The services.</param>
    /// <param name="options">Makes the options when the client is made, which with a host is at its start.</param>
    public static IServiceCollection AddDetectorClient(this IServiceCollection services, Func<IServiceProvider, DetectorClientOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(provider => new DetectorClient(options(provider)));
        services.TryAddSingleton<ObserverPool>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ObserverPool>(provider => provider.GetRequiredService<ObserverPool>()));
        services.TryAddKeyedSingleton(KeyedService.AnyKey, (provider, monitor) => provider.GetRequiredService<ObserverPool>().Get((string)monitor!));
        return services;
    }

    /// <summary>
    /// Sets how the observer of a monitor buffers and sends, and makes it the <see cref="DetectorObserver"/> of this container when it
    /// is the first; others are found by the monitor's name as key. Needs a client, see
    /// <see cref="AddDetectorClient(IServiceCollection, string)"/>. Observers are closed, which sends what they hold, when all services
    /// of the host have stopped, or else with the container.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="options">Bounds of the buffer and further settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The name is blank, or an option is out of its range.</exception>
    public static IServiceCollection AddDetectorObserver(
        this IServiceCollection services, string monitor, DetectorObserverOptions? options = null)
    {
        options ??= new DetectorObserverOptions();
        options.Validate();
        return services.AddDetectorObserver(monitor, _ => options);
    }

    /// <inheritdoc cref="AddDetectorObserver(IServiceCollection, string, DetectorObserverOptions)"/>
    /// <param name="services">The services.</param>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="options">Makes the options when the observer is made.</param>
    public static IServiceCollection AddDetectorObserver(
        this IServiceCollection services, string monitor, Func<IServiceProvider, DetectorObserverOptions> options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(monitor);
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(new ObserverSettings(monitor, options));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<DetectorObserver>(monitor));
        return services;
    }

    private static DetectorClientOptions Read(IConfiguration section)
    {
        var options = section.Get<DetectorClientOptions>() ?? new DetectorClientOptions();
        return section[nameof(DetectorClientOptions.Address)] is { } address ? options with { Address = DetectorAddress.Parse(address) } : options;
    }
}
