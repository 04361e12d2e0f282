using Detector.Host.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Detector.Host.Lifetime;

/// <summary>Ready from the first answer until the service stops, as long as the store answers.</summary>
/// <param name="drain">Knows when the service stops.</param>
/// <param name="store">Knows whether the store answers.</param>
internal sealed class ReadyCheck(Drain drain, StoreWatch store) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        drain.Draining ? HealthCheckResult.Unhealthy("The service is shutting down.")
        : await store.AnswersAsync(cancellationToken) ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("The store does not answer.");
}
