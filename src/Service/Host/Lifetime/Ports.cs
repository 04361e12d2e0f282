namespace Detector.Host.Lifetime;

/// <summary>The ports that the service listens on.</summary>
/// <param name="Grpc">Port of gRPC.</param>
/// <param name="Http">Port of HTTP/1.1.</param>
internal sealed record Ports(int Grpc, int Http);
