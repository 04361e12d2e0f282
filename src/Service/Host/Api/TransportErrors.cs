using System.Globalization;
using Detector.Host.Errors;
using Detector.Host.Telemetry;
using Google.Protobuf;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>
/// Completes errors that gRPC reports before a call reaches the interceptor (a message that is too large or cannot be read,
/// an unknown method): they get a reason and the same details as every other error. So do refusals of access control, and faults of
/// endpoints that are no gRPC, as JSON.
/// </summary>
/// <param name="metrics">Where they are counted.</param>
/// <param name="logger">Told of refusals.</param>
internal sealed partial class TransportErrors(DetectorMetrics metrics, ILogger<TransportErrors> logger) : IMiddleware
{
    private const string GrpcType = "application/grpc";
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    private const string DetailsHeader = "grpc-status-details-bin";

    /// <inheritdoc/>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ServiceException refusal) when (!context.Response.HasStarted)
        {
            metrics.CountRejected(refusal.Reason);
            LogRefused(context.GetEndpoint()?.DisplayName, refusal.Reason);
            await WriteAsync(context, refusal);
            return;
        }

        var headers = context.Response.Headers;
        if (context.Response.HasStarted
            || headers.ContainsKey(DetailsHeader)
            || !int.TryParse(headers[StatusHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || Complete((StatusCode)code) is not { } fault)
        {
            return;
        }

        metrics.CountRejected(fault.Reason);
        SetStatus(headers, fault);
    }

    private static Task WriteAsync(HttpContext context, ServiceException fault)
    {
        if (context.Request.ContentType?.StartsWith(GrpcType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return HttpErrors.WriteAsync(context, fault);
        }

        context.Response.ContentType = GrpcType;
        SetStatus(context.Response.Headers, fault);
        return Task.CompletedTask;
    }

    private static void SetStatus(IHeaderDictionary headers, ServiceException fault)
    {
        var status = RichStatus.From(fault);
        headers[StatusHeader] = status.Code.ToString(CultureInfo.InvariantCulture);
        headers[MessageHeader] = Uri.EscapeDataString(status.Message);
        headers[DetailsHeader] = Convert.ToBase64String(status.ToByteArray());
    }

    private static ServiceException? Complete(StatusCode code) => code switch
    {
        StatusCode.ResourceExhausted => new ServiceException(
            ErrorReason.MessageTooLarge, "The message is larger than the limit Limits:MessageBytes; send several smaller ones."),
        StatusCode.Unimplemented => new ServiceException(
            ErrorReason.Unimplemented, "The service has no such method, or does not know the message's compression."),

        // The interceptor names every failure of a call, so what is left without a name failed while the message was read.
        StatusCode.Unknown or StatusCode.Internal => FaultClassifier.Malformed(),
        _ => null,
    };

    [LoggerMessage(13, LogLevel.Debug, "{Endpoint} was refused: {Reason}")]
    private partial void LogRefused(string? endpoint, ErrorReason reason);
}
