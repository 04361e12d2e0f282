using Detector.Host.Errors;
using Detector.Host.Lifetime;
using Detector.Host.Security;
using Detector.Host.Telemetry;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Detector.Host.Api;

/// <summary>Stands around every call: lets it in, ends it when the service must stop or its caller's key is withdrawn, and turns whatever fails into a clear status.</summary>
internal sealed partial class CallInterceptor(
    Drain drain, FaultClassifier classifier, ClientLimits limits, DetectorMetrics metrics, ILogger<CallInterceptor> logger) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () =>
        {
            limits.TakeSamples(context.GetHttpContext().Caller(), SampleCount.Of(request));
            return continuation(request, context);
        });

    /// <inheritdoc/>
    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => continuation(Paced(requestStream, context), context));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => Ended(continuation(request, responseStream, context)));

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        RunAsync(context, () => Ended(continuation(Paced(requestStream, context), responseStream, context)));

    private static async Task<bool> Ended(Task call)
    {
        await call;
        return true;
    }

    private PacedReader<TRequest> Paced<TRequest>(IAsyncStreamReader<TRequest> requests, ServerCallContext context)
        where TRequest : class => new(requests, context.GetHttpContext().Caller(), limits);

    private async Task<TResponse> RunAsync<TResponse>(ServerCallContext context, Func<Task<TResponse>> call)
    {
        var withdrawn = context.GetHttpContext().Caller().Withdrawn;
        try
        {
            using var running = drain.Enter();
            using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, drain.Forced, withdrawn);
            context.SetCancellation(cancellation.Token);
            return await call();
        }
        catch (Exception exception)
        {
            var fault = classifier.Classify(exception, context, withdrawn);
            metrics.CountRejected(fault.Reason);
            Log(fault, exception, context);
            throw RichStatus.From(fault).ToRpcException();
        }
    }

    private void Log(ServiceException fault, Exception exception, ServerCallContext context)
    {
        switch (fault.Reason)
        {
            case ErrorReason.Internal:
                LogDefect(context.Method, context.GetHttpContext().TraceIdentifier, SafeTrace.Of(exception));
                break;
            case ErrorReason.StoreCorrupt or ErrorReason.StoreFull:
                LogStore(context.Method, fault.Message);
                break;
            default:
                LogRefused(context.Method, fault.Reason);
                break;
        }
    }

    [LoggerMessage(10, LogLevel.Error, "{Method} failed, trace id {TraceId}: {Trace}")]
    private partial void LogDefect(string method, string traceId, string trace);

    [LoggerMessage(11, LogLevel.Error, "{Method} failed: {Problem}")]
    private partial void LogStore(string method, string problem);

    [LoggerMessage(12, LogLevel.Debug, "{Method} was refused: {Reason}")]
    private partial void LogRefused(string method, ErrorReason reason);
}
