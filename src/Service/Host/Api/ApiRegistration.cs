using Detector.Host.Lifetime;
using Detector.Host.Options;
using Grpc.AspNetCore.Server;
using Grpc.Reflection;

namespace Detector.Host.Api;

/// <summary>Adds the gRPC services with health and reflection, and what of them can be read as JSON.</summary>
internal static class ApiRegistration
{
    /// <summary>Adds the services; those of the Detector stand behind the interceptor, health and reflection do not drain.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, LimitsOptions limits)
    {
        services.AddSingleton<FaultClassifier>().AddSingleton<CallInterceptor>().AddSingleton<TransportErrors>().AddSingleton<StreamIntake>();
        services.AddSingleton<MonitorQueries>().AddSingleton<ReferenceQueries>();
        services.AddSingleton<ReflectionFaults>();
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = limits.MessageBytes)
            .AddServiceOptions<ReferenceApi>(Intercept)
            .AddServiceOptions<ScoringApi>(Intercept)
            .AddServiceOptions<CurationApi>(Intercept)
            .AddServiceOptions<MonitorApi>(Intercept)
            .AddServiceOptions<ReflectionServiceImpl>(reflection => reflection.Interceptors.Add<ReflectionFaults>())
            .AddServiceOptions<ReflectionV1ServiceImpl>(reflection => reflection.Interceptors.Add<ReflectionFaults>());
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks(health =>
            {
                health.Services.Map(V1.ReferenceService.Descriptor.FullName, _ => true);
                health.Services.Map(V1.ScoringService.Descriptor.FullName, _ => true);
                health.Services.Map(V1.CurationService.Descriptor.FullName, _ => true);
                health.Services.Map(V1.MonitorService.Descriptor.FullName, _ => true);
            })
            .AddCheck<ReadyCheck>("ready");
        return services;
    }

    /// <summary>Gives errors of whatever comes after it their form.</summary>
    public static WebApplication UseErrors(this WebApplication app)
    {
        app.UseMiddleware<TransportErrors>();
        return app;
    }

    /// <summary>Serves them.</summary>
    public static WebApplication MapApi(this WebApplication app)
    {
        var methods = app.MapGroup("").WithMethodRoles();
        methods.MapGrpcService<ReferenceApi>();
        methods.MapGrpcService<ScoringApi>();
        methods.MapGrpcService<CurationApi>();
        methods.MapGrpcService<MonitorApi>();
        methods.MapGrpcHealthChecksService();
        methods.MapGrpcReflectionService();
        app.MapJson();
        return app;
    }

    private static void Intercept<TService>(GrpcServiceOptions<TService> service)
        where TService : class => service.Interceptors.Add<CallInterceptor>();
}
