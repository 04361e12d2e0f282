namespace Detector.Client.DependencyInjection;

/// <summary>The options of the observer of one monitor.</summary>
/// <param name="Monitor">The monitor's name.</param>
/// <param name="Options">Makes them.</param>
internal sealed record ObserverSettings(string Monitor, Func<IServiceProvider, DetectorObserverOptions> Options);
