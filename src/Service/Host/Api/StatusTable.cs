using System.Collections.Frozen;
using Detector.Host.Errors;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>The gRPC status of every reason.</summary>
internal static class StatusTable
{
    /// <summary>One row per reason.</summary>
    public static FrozenDictionary<ErrorReason, StatusCode> Rows { get; } = new Dictionary<ErrorReason, StatusCode>
    {
        [ErrorReason.MissingField] = StatusCode.InvalidArgument,
        [ErrorReason.FieldTooLong] = StatusCode.InvalidArgument,
        [ErrorReason.InvalidField] = StatusCode.InvalidArgument,
        [ErrorReason.InvalidName] = StatusCode.InvalidArgument,
        [ErrorReason.EmptyBatch] = StatusCode.InvalidArgument,
        [ErrorReason.BatchTooLarge] = StatusCode.InvalidArgument,
        [ErrorReason.BlankText] = StatusCode.InvalidArgument,
        [ErrorReason.TextTooLong] = StatusCode.InvalidArgument,
        [ErrorReason.DuplicateId] = StatusCode.InvalidArgument,
        [ErrorReason.UnknownMetric] = StatusCode.InvalidArgument,
        [ErrorReason.InvalidThreshold] = StatusCode.InvalidArgument,
        [ErrorReason.InvalidPage] = StatusCode.InvalidArgument,
        [ErrorReason.MalformedMessage] = StatusCode.InvalidArgument,
        [ErrorReason.ReferenceNotFound] = StatusCode.NotFound,
        [ErrorReason.ReferenceExists] = StatusCode.AlreadyExists,
        [ErrorReason.RequestIdReused] = StatusCode.AlreadyExists,
        [ErrorReason.ReferenceTooSmall] = StatusCode.FailedPrecondition,
        [ErrorReason.EncoderMismatch] = StatusCode.FailedPrecondition,
        [ErrorReason.ReferenceCalibrating] = StatusCode.FailedPrecondition,
        [ErrorReason.ReferenceFailed] = StatusCode.FailedPrecondition,
        [ErrorReason.ReferenceOutdated] = StatusCode.FailedPrecondition,
        [ErrorReason.ReferenceInUse] = StatusCode.FailedPrecondition,
        [ErrorReason.MonitorNotFound] = StatusCode.NotFound,
        [ErrorReason.MonitorExists] = StatusCode.AlreadyExists,
        [ErrorReason.ReportNotFound] = StatusCode.NotFound,
        [ErrorReason.TooManyMonitors] = StatusCode.ResourceExhausted,
        [ErrorReason.MissingCredentials] = StatusCode.Unauthenticated,
        [ErrorReason.InvalidCredentials] = StatusCode.Unauthenticated,
        [ErrorReason.MissingRole] = StatusCode.PermissionDenied,
        [ErrorReason.CredentialsWithdrawn] = StatusCode.Unavailable,
        [ErrorReason.ClientLimit] = StatusCode.ResourceExhausted,
        [ErrorReason.AuthenticationLimit] = StatusCode.ResourceExhausted,
        [ErrorReason.MessageTooLarge] = StatusCode.ResourceExhausted,
        [ErrorReason.ReferenceTooLarge] = StatusCode.ResourceExhausted,
        [ErrorReason.TooManyReferences] = StatusCode.ResourceExhausted,
        [ErrorReason.StoreFull] = StatusCode.ResourceExhausted,
        [ErrorReason.QueueFull] = StatusCode.ResourceExhausted,
        [ErrorReason.StoreBusy] = StatusCode.Unavailable,
        [ErrorReason.StoreUnavailable] = StatusCode.Unavailable,
        [ErrorReason.Draining] = StatusCode.Unavailable,
        [ErrorReason.StoreCorrupt] = StatusCode.DataLoss,
        [ErrorReason.DeadlineExceeded] = StatusCode.DeadlineExceeded,
        [ErrorReason.Cancelled] = StatusCode.Cancelled,
        [ErrorReason.Unimplemented] = StatusCode.Unimplemented,
        [ErrorReason.Internal] = StatusCode.Internal,
    }.ToFrozenDictionary();
}
