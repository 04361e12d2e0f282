using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Detector.Host.Options;

/// <summary>Where the service listens (section Listen).</summary>
internal sealed record ListenOptions
{
    /// <summary>IP address of all ports. The default value is 127.0.0.1; 0.0.0.0 or :: listens on every interface.</summary>
    [IpAddress]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port of gRPC (HTTP/2), 0 to 65535; 0 takes a free one. The default value is 50051.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; init; } = 50051;

    /// <summary>
    /// Port of HTTP/1.1, 0 to 65535; 0 takes a free one. It serves the web page, and /metrics, /healthz and /readyz unless they have a port of
    /// their own. The default value is 8080.
    /// </summary>
    [Range(0, 65535)]
    [DiffersFrom(nameof(GrpcPort))]
    public int HttpPort { get; init; } = 8080;

    /// <summary>
    /// Port of its own for /metrics, /healthz and /readyz, 0 to 65535: HTTP/1.1 without TLS, for which nobody needs credentials, so that it
    /// can be closed to all but Prometheus and probes. The default value is 0: they are on the HTTP port.
    /// </summary>
    [Range(0, 65535)]
    [DiffersFrom(nameof(GrpcPort))]
    [DiffersFrom(nameof(HttpPort))]
    public int MetricsPort { get; init; }

    /// <summary>
    /// True to let everybody call everything without keys and certificates on an address that is not loopback. The default value is false:
    /// such a service does not start.
    /// </summary>
    public bool AllowUnauthenticated { get; init; }

    /// <summary>
    /// Seconds without a sign of life after which the gRPC port asks a caller for one, 1 to 3600; who gives none for as long again is cut
    /// off, so that callers that vanished hold nothing. The default value is 30.
    /// </summary>
    [Range(1, 3600)]
    public int KeepAliveSeconds { get; init; } = 30;

    /// <summary>File to which the ports are written as {"grpc":…,"http":…} once the service listens. The default value is empty: none.</summary>
    public string PortFile { get; init; } = "";

    /// <summary>True when only this machine reaches the service.</summary>
    public bool IsLoopback => IPAddress.TryParse(Address, out var address) && IPAddress.IsLoopback(address);
}
