namespace Detector.Host.Lifetime;

/// <summary>Adds what starts and stops the service.</summary>
internal static class LifetimeRegistration
{
    /// <summary>Adds the clock, the drain and what sets it off.</summary>
    public static IServiceCollection AddLifetime(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Drain>()
        .AddHostedService(provider => provider.GetRequiredService<Drain>())
        .AddHostedService<StandardInputWatch>();
}
