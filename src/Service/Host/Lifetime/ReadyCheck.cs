using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Detector.Host.Lifetime;

/// <summary>Ready from the first answer until the service stops; the encoder and the store are checked before the ports open.</summary>
/// <param name="drain">Knows when the service stops.</param>
internal sealed class ReadyCheck(Drain drain) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.Draining ? HealthCheckResult.Unhealthy("The service is shutting down.") : HealthCheckResult.Healthy());
}
