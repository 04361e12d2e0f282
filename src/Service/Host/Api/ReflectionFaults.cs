using Detector.Host.Security;
using Detector.Host.Telemetry;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Detector.Host.Api;

/// <summary>Gives faults of reflection, which does not drain and so does not stand behind <see cref="CallInterceptor"/>, the form of all others.</summary>
internal sealed class ReflectionFaults(FaultClassifier classifier, ClientLimits limits, DetectorMetrics metrics) : Interceptor
{
    private const string Reflection = "/grpc.reflection.";

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        if (!context.Method.StartsWith(Reflection, StringComparison.Ordinal))
        {
            await continuation(requestStream, responseStream, context);
            return;
        }

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
