namespace Detector.Host.Tests.Hosting;

/// <summary>Tells the service of a deadline that the caller itself does not watch, so that only the service can end a call.</summary>
/// <param name="timeout">The deadline as gRPC writes it, such as 1S.</param>
internal sealed class ForeignDeadline(string timeout) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Add("grpc-timeout", timeout);
        return base.SendAsync(request, cancellationToken);
    }
}
