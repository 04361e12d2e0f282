namespace Detector.Host.Security;

/// <summary>Says which role an endpoint needs.</summary>
internal static class EndpointRoles
{
    /// <summary>Lets in callers with all of some roles.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredRole(role));

    /// <summary>Lets in anyone, without credentials.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRole(Role.None);

    /// <summary>Serves an endpoint at the port of metrics and probes, where there is one, and nowhere else.</summary>
    public static TBuilder OnMetricsPort<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new MetricsPortOnly());
}
