using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Detector.Client.Tests.Service;

/// <summary>Errors as the service sends them.</summary>
internal static class Faults
{
    public static RpcException Draining { get; } = Of(StatusCode.Unavailable, "DRAINING", "The service is shutting down.");

    public static RpcException QueueFull { get; } = Of(
        StatusCode.ResourceExhausted,
        "QUEUE_FULL",
        "The encoder's queue is full.",
        new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(7)) });

    public static RpcException Calibrating { get; } = Of(
        StatusCode.FailedPrecondition,
        "REFERENCE_CALIBRATING",
        "The reference 'r' is being calibrated (42 % done); try again when it is ready.",
        new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)) });

    public static RpcException LimitExceeded { get; } = Of(StatusCode.ResourceExhausted, "TOO_MANY_SAMPLES", "At most 8192 samples.");

    public static RpcException TooMany { get; } = Of(
        StatusCode.InvalidArgument,
        "BATCH_TOO_LARGE",
        "1 field is wrong.",
        new BadRequest
        {
            FieldViolations =
            {
                new BadRequest.Types.FieldViolation
                {
                    Field = "samples", Reason = "BATCH_TOO_LARGE", Description = "There are more than 9 samples, the limit Limits:StreamSamples.",
                },
            },
        });

    public static RpcException NotFound { get; } = Of(StatusCode.NotFound, "REFERENCE_NOT_FOUND", "There is no reference 'r'.");

    public static RpcException NoMonitor { get; } = Of(StatusCode.NotFound, "MONITOR_NOT_FOUND", "There is no monitor 'm'.");

    public static RpcException NoWindow { get; } = Of(StatusCode.NotFound, "REPORT_NOT_FOUND", "Monitor 'm' has no report of window 99.");

    public static RpcException BadSamples(int count) => Of(
        StatusCode.InvalidArgument,
        "INVALID_SAMPLES",
        $"{count} fields are wrong.",
        new BadRequest
        {
            FieldViolations =
            {
                Enumerable.Range(0, count).Select(i => new BadRequest.Types.FieldViolation { Field = $"samples[{i}].text", Reason = "TEXT_TOO_LONG", Description = "is too long" }),
            },
        });

    /// <summary>Samples of a message of a stream that are bad.</summary>
    public static RpcException BadSamplesAt(params IEnumerable<int> indices) => Of(
        StatusCode.InvalidArgument,
        "TEXT_TOO_LONG",
        "Some fields are wrong.",
        new BadRequest
        {
            FieldViolations =
            {
                indices.Select(i => new BadRequest.Types.FieldViolation { Field = $"batch.samples[{i}].text", Reason = "TEXT_TOO_LONG", Description = "is too long" }),
            },
        });

    public static RpcException BatchTooLarge { get; } = Of(
        StatusCode.InvalidArgument,
        "BATCH_TOO_LARGE",
        "There are too many samples.",
        new BadRequest
        {
            FieldViolations = { new BadRequest.Types.FieldViolation { Field = "batch.samples", Reason = "BATCH_TOO_LARGE", Description = "are too many" } },
        });

    public static RpcException Of(StatusCode code, string reason, string message, params Google.Protobuf.IMessage[] details)
    {
        var info = new ErrorInfo { Reason = reason, Domain = "detector.v1", Metadata = { ["limit"] = "9" } };
        var status = new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(info) } };
        status.Details.AddRange(details.Select(Any.Pack));
        return status.ToRpcException();
    }
}
