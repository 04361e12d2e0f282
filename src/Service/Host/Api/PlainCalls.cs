using Detector.Host.Errors;
using Detector.Host.Lifetime;

namespace Detector.Host.Api;

/// <summary>Stands around every call of plain HTTP: lets it in unless the service stops, and turns what fails unexpectedly into a clear error.</summary>
internal sealed partial class PlainCalls(Drain drain, ILogger<PlainCalls> logger) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Figures change, and are not for caches between the service and its reader; an answer that can be kept says so itself.
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            using var running = drain.Enter();
            return await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception exception) when (exception is not ServiceException)
        {
            LogDefect(http.GetEndpoint()?.DisplayName, http.TraceIdentifier, SafeTrace.Of(exception));
            throw new ServiceException(ErrorReason.Internal, $"The service failed; its log has more under trace id {http.TraceIdentifier}.", exception);
        }
    }

    [LoggerMessage(45, LogLevel.Error, "{Endpoint} failed, trace id {TraceId}: {Trace}")]
    private partial void LogDefect(string? endpoint, string traceId, string trace);
}
