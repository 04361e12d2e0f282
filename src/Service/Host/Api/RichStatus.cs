using Detector.Host.Errors;
using Detector.Host.Telemetry;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

namespace Detector.Host.Api;

/// <summary>A fault as google.rpc.Status: ErrorInfo always, BadRequest with field paths, RetryInfo where trying again helps.</summary>
internal static class RichStatus
{
    /// <summary>The domain of every ErrorInfo.</summary>
    public const string Domain = "detector.v1";

    /// <summary>The status of a fault.</summary>
    public static Status From(ServiceException fault)
    {
        var status = new Status { Code = (int)StatusTable.Rows[fault.Reason], Message = fault.Message };
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = Domain, Reason = Words.Capitals(fault.Reason) }));
        if (fault.Violations.Count > 0)
        {
            status.Details.Add(Any.Pack(BadRequest(fault.Violations)));
        }

        if (fault.RetryAfter is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        }

        return status;
    }

    private static BadRequest BadRequest(IReadOnlyList<FieldViolation> violations)
    {
        var request = new BadRequest();
        foreach (var violation in violations)
        {
            request.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Field = violation.Field,
                Reason = Words.Capitals(violation.Reason),
                Description = violation.Description,
            });
        }

        return request;
    }
}
