using System.Diagnostics;
using Detector.Host.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Detector.Host.Telemetry;

/// <summary>Spans of the service, beside those that ASP.NET Core makes of every call.</summary>
internal static class Traces
{
    private const string Name = "Detector";

    /// <summary>Makes the spans; they cost nothing while nobody collects them.</summary>
    public static ActivitySource Source { get; } = new(Name, ServiceVersion.Current);

    /// <summary>Sends spans to the collector that the options name, if they do.</summary>
    public static IServiceCollection AddTraces(this IServiceCollection services, TracesOptions options)
    {
        if (options.Endpoint.Length > 0)
        {
            services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.AddService("detector", serviceVersion: ServiceVersion.Current))
                .WithTracing(tracing => tracing
                    .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.PerMille / 1000.0)))
                    .AddSource(Name, "Microsoft.AspNetCore")
                    .AddOtlpExporter(exporter =>
                    {
                        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                        exporter.Endpoint = new Uri(new Uri(options.Endpoint), "/v1/traces");
                        exporter.ExportProcessorType = ExportProcessorType.Batch;
                    }));
        }

        return services;
    }
}
