using Google.Rpc;
using Grpc.Core;

namespace Detector.Client.Errors;

/// <summary>The one place where a gRPC error becomes a <see cref="DetectorException"/>.</summary>
internal static class RpcErrors
{
    public static DetectorException ToDetectorException(RpcException error, Uri? address, TimeSpan? deadline)
    {
        var status = error.GetRpcStatus();
        var info = status?.GetDetail<ErrorInfo>();
        var violations = status?.GetDetail<BadRequest>()?.FieldViolations
            .Select(v => new FieldViolation(v.Field, v.Reason, v.Description))
            .ToList();
        return new DetectorException(Message(error, info, address, deadline), error.StatusCode, error)
        {
            Reason = info?.Reason,
            Domain = info?.Domain,
            Metadata = info?.Metadata.ToDictionary(m => m.Key, m => m.Value) ?? [],
            FieldViolations = violations ?? [],
            RetryAfter = status?.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan(),
        };
    }

    private static string Message(RpcException error, ErrorInfo? info, Uri? address, TimeSpan? deadline)
    {
        var detail = error.Status.Detail;
        if (info is not null)
        {
            return detail;
        }

        var place = address?.ToString().TrimEnd('/') ?? "the given channel";
        return error.StatusCode switch
        {
            _ when IsCutOff(error, address) =>
                $"{place} ended the connection ({RootCause(error)}). If it wants client certificates, give one it trusts; else check the port.",
            StatusCode.Unavailable =>
                $"The service at {place} cannot be reached ({RootCause(error)}). Check the address and that the service runs.",
            StatusCode.DeadlineExceeded =>
                $"The call took longer than its deadline{(deadline is { } d ? $" of {d.TotalSeconds:0.###} s" : "")}. "
                + "Allow it more time, or send fewer samples.",
            StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unknown when IsForeignAnswer(error) =>
                $"{place} answers, but not as the Detector's gRPC port. Check the port; the default is {DetectorAddress.DefaultPort}.",
            StatusCode.ResourceExhausted when detail.Contains("message exceeds", StringComparison.OrdinalIgnoreCase) =>
                $"A message is too large ({detail.TrimEnd('.')}). Send smaller chunks, or raise the message limit.",
            _ => $"The call failed with {error.StatusCode}: {detail}",
        };
    }

    // A service that does not trust a certificate, or gets none, says so only by ending the connection.
    private static bool IsCutOff(RpcException error, Uri? address) =>
        address?.Scheme == Uri.UriSchemeHttps
        && error.Status.DebugException is HttpRequestException
        {
            HttpRequestError: not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError),
        };

    private static bool IsForeignAnswer(RpcException error) =>
        error.StatusCode == StatusCode.Unimplemented
        || error.Status.Detail.StartsWith("Bad gRPC response", StringComparison.Ordinal)
        || error.Status.DebugException is HttpRequestException;

    // gRPC wraps the socket's error; its innermost message is the one a person can act on.
    private static string RootCause(RpcException error)
    {
        var cause = error.Status.DebugException;
        while (cause?.InnerException is { } inner)
        {
            cause = inner;
        }

        return (cause?.Message ?? error.Status.Detail).TrimEnd('.');
    }
}
