using Detector.Client;
using Detector.Client.Chat;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.AI;

/// <summary>Adds the watching of responses to a pipeline of chat clients.</summary>
public static class DetectorChatClientBuilderExtensions
{
    /// <summary>
    /// Watches every response with a monitor, by the observer that <c>services.AddDetectorClient(…)</c> registers for it. Put it before
    /// <c>UseFunctionInvocation</c> to watch whole answers, after it to watch each step. See <see cref="DetectorChatClient"/> for what is
    /// observed.
    /// </summary>
    /// <param name="builder">The pipeline, built with the services of the container.</param>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="options">What is told besides the text; null for the defaults.</param>
    /// <exception cref="ArgumentException">The monitor's name is blank.</exception>
    /// <exception cref="InvalidOperationException">At <c>Build</c>: the services have no Detector client.</exception>
    public static ChatClientBuilder UseDetector(this ChatClientBuilder builder, string monitor, DetectorChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(monitor);
        return builder.Use((inner, services) => Watch(inner, services, Find(services, monitor), options));
    }

    /// <summary>Watches every response with an observer of the caller's, who keeps it and disposes of it.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="observer">Takes the responses.</param>
    /// <param name="options">What is told besides the text; null for the defaults.</param>
    public static ChatClientBuilder UseDetector(this ChatClientBuilder builder, DetectorObserver observer, DetectorChatOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(observer);
        return builder.Use((inner, services) => Watch(inner, services, observer, options));
    }

    private static DetectorObserver Find(IServiceProvider services, string monitor) =>
        (services as IKeyedServiceProvider)?.GetKeyedService(typeof(DetectorObserver), monitor) as DetectorObserver
        ?? throw new InvalidOperationException(
            $"There is no Detector client to watch monitor '{monitor}' with: register one by services.AddDetectorClient(…) and build the "
            + "chat client with the container's services, or give UseDetector an observer.");

    private static DetectorChatClient Watch(IChatClient inner, IServiceProvider services, DetectorObserver observer, DetectorChatOptions? options) =>
        new(inner, observer, options, services.GetService<ILogger<DetectorChatClient>>(), services.GetService<TimeProvider>());
}
