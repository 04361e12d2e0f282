using System.Collections.Frozen;
using Detector.Host.Security;
using Grpc.AspNetCore.Server;

namespace Detector.Host.Api;

/// <summary>The role that each method needs. A method without a row is refused to everybody.</summary>
internal static class MethodRoles
{
    /// <summary>One row per method, by its full name.</summary>
    public static FrozenDictionary<string, Role> Rows { get; } = new Dictionary<string, Role>
    {
        ["/detector.v1.ReferenceService/CreateReference"] = Role.Admin,
        ["/detector.v1.ReferenceService/GetReference"] = Role.Read,
        ["/detector.v1.ReferenceService/ListReferences"] = Role.Read,
        ["/detector.v1.ReferenceService/DeleteReference"] = Role.Admin,
        ["/detector.v1.ScoringService/Score"] = Role.Ingest,
        ["/detector.v1.ScoringService/ScoreStream"] = Role.Ingest,
        ["/detector.v1.CurationService/Curate"] = Role.Ingest,

        // It answers with texts of the reference.
        ["/detector.v1.CurationService/SuggestSeeds"] = Role.Ingest | Role.Read,
        ["/detector.v1.MonitorService/CreateMonitor"] = Role.Admin,
        ["/detector.v1.MonitorService/GetMonitor"] = Role.Read,
        ["/detector.v1.MonitorService/ListMonitors"] = Role.Read,
        ["/detector.v1.MonitorService/UpdateMonitor"] = Role.Admin,
        ["/detector.v1.MonitorService/ResetMonitor"] = Role.Admin,
        ["/detector.v1.MonitorService/DeleteMonitor"] = Role.Admin,
        ["/detector.v1.MonitorService/Observe"] = Role.Ingest,
        ["/detector.v1.MonitorService/ObserveStream"] = Role.Ingest,
        ["/detector.v1.MonitorService/ListReports"] = Role.Read,
        ["/detector.v1.MonitorService/GetReport"] = Role.Read,
        ["/detector.v1.MonitorService/WatchReports"] = Role.Read,
        ["/grpc.health.v1.Health/Check"] = Role.None,
        ["/grpc.health.v1.Health/Watch"] = Role.None,
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = Role.Read,
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = Role.Read,
    }.ToFrozenDictionary();

    /// <summary>Gives each endpoint of some gRPC services the role of its method. Others only say that there is no such method.</summary>
    public static RouteGroupBuilder WithMethodRoles(this RouteGroupBuilder services)
    {
        ((IEndpointConventionBuilder)services).Finally(endpoint =>
        {
            var method = endpoint.Metadata.OfType<GrpcMethodMetadata>().LastOrDefault()?.Method.FullName;
            if (method is null)
            {
                endpoint.Metadata.Add(new RequiredRole(Role.None));
            }
            else if (Rows.TryGetValue(method, out var role))
            {
                endpoint.Metadata.Add(new RequiredRole(role));
            }
        });
        return services;
    }
}
