using System.Globalization;
using Detector.Host.Errors;
using Detector.Host.Telemetry;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>A fault as an HTTP answer: a status that fits, and <c>{"reason": "…", "message": "…"}</c>.</summary>
internal static class HttpErrors
{
    /// <summary>Answers with a fault.</summary>
    public static Task WriteAsync(HttpContext context, ServiceException fault)
    {
        var response = context.Response;
        response.StatusCode = CodeOf(StatusTable.Rows[fault.Reason]);
        if (response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (fault.RetryAfter is { } delay)
        {
            response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        }

        return response.WriteAsJsonAsync(new { reason = Words.Capitals(fault.Reason), message = fault.Message });
    }

    private static int CodeOf(StatusCode status) => status switch
    {
        StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.FailedPrecondition => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        _ => StatusCodes.Status500InternalServerError,
    };
}
