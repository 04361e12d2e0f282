using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>Where the service listens (section Listen).</summary>
internal sealed record ListenOptions
{
    /// <summary>IP address of both ports. The default value is 127.0.0.1; 0.0.0.0 or :: listens on every interface.</summary>
    [IpAddress]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port of gRPC (HTTP/2 without TLS), 0 to 65535; 0 takes a free one. The default value is 50051.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; init; } = 50051;

    /// <summary>Port of /metrics, /healthz and /readyz (HTTP/1.1), 0 to 65535; 0 takes a free one. The default value is 8080.</summary>
    [Range(0, 65535)]
    [DiffersFrom(nameof(GrpcPort))]
    public int HttpPort { get; init; } = 8080;

    /// <summary>File to which the ports are written as {"grpc":…,"http":…} once the service listens. The default value is empty: none.</summary>
    public string PortFile { get; init; } = "";
}
