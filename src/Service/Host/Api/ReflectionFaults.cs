using Detector.Host.Security;
using Detector.Host.Telemetry;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Detector.Host.Api;

/// <summary>Gives faults of reflection, which does not drain and so does not stand behind <see cref="CallInterceptor"/>, the form of all others.</summary>
internal sealed class ReflectionFaults(FaultClassifier classifier, ClientLimits limits, DetectorMetrics metrics) : Interceptor
{
    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(new PacedReader<TRequest>(requestStream, context.GetHttpContext().Caller(), limits), responseStream, context);
        }
        catch (Exception exception)
        {
            var fault = classifier.Classify(exception, context);
            metrics.CountRejected(fault.Reason);
            throw RichStatus.From(fault).ToRpcException();
        }
    }
}
