namespace Detector.Host.Errors;

/// <summary>Every reason for which a call can fail. On the wire in capitals, for example EMPTY_BATCH.</summary>
internal enum ErrorReason
{
    /// <summary>A required field is missing.</summary>
    MissingField,

    /// <summary>A field is longer than its limit.</summary>
    FieldTooLong,

    /// <summary>A field holds a value outside its range or form.</summary>
    InvalidField,

    /// <summary>A name has a form that is not allowed.</summary>
    InvalidName,

    /// <summary>The batch holds no samples.</summary>
    EmptyBatch,

    /// <summary>The batch holds more samples than the limit.</summary>
    BatchTooLarge,

    /// <summary>A text is empty or white space only.</summary>
    BlankText,

    /// <summary>A text is longer than the limit.</summary>
    TextTooLong,

    /// <summary>Two samples of one call have the same id.</summary>
    DuplicateId,

    /// <summary>A metric's name is not in the catalogue.</summary>
    UnknownMetric,

    /// <summary>A threshold lies outside its range, or the thresholds are out of order.</summary>
    InvalidThreshold,

    /// <summary>A page size or page token cannot be used.</summary>
    InvalidPage,

    /// <summary>The bytes are no message of this method, or a string field is not UTF-8.</summary>
    MalformedMessage,

    /// <summary>No reference has this name.</summary>
    ReferenceNotFound,

    /// <summary>A reference of this name exists.</summary>
    ReferenceExists,

    /// <summary>The request id was used for a request with other content.</summary>
    RequestIdReused,

    /// <summary>The samples are too few for a reference.</summary>
    ReferenceTooSmall,

    /// <summary>The reference or the caller expects another encoder than the service has.</summary>
    EncoderMismatch,

    /// <summary>The reference's nulls are still being computed; try again.</summary>
    ReferenceCalibrating,

    /// <summary>The reference's nulls could not be computed.</summary>
    ReferenceFailed,

    /// <summary>The reference was made by another version of the service.</summary>
    ReferenceOutdated,

    /// <summary>The reference cannot be deleted while monitors use it.</summary>
    ReferenceInUse,

    /// <summary>No monitor has this name.</summary>
    MonitorNotFound,

    /// <summary>A monitor of this name exists.</summary>
    MonitorExists,

    /// <summary>The window has no report.</summary>
    ReportNotFound,

    /// <summary>The service holds as many monitors as its limit allows.</summary>
    TooManyMonitors,

    /// <summary>The service wants a key or a client certificate, and the call has none that it could use.</summary>
    MissingCredentials,

    /// <summary>The service does not know the key or the certificate.</summary>
    InvalidCredentials,

    /// <summary>The caller lacks a role that the call needs.</summary>
    MissingRole,

    /// <summary>The key or the role was withdrawn while the call ran; call again with one that holds.</summary>
    CredentialsWithdrawn,

    /// <summary>The caller is over its share of calls or samples; try again later.</summary>
    ClientLimit,

    /// <summary>Too many calls of the caller's address came without credentials that the service knows; try again later.</summary>
    AuthenticationLimit,

    /// <summary>A message is larger than the limit.</summary>
    MessageTooLarge,

    /// <summary>A reference has more samples than the limit.</summary>
    ReferenceTooLarge,

    /// <summary>The service holds as many references as its limit allows.</summary>
    TooManyReferences,

    /// <summary>The store cannot grow: the disk is full.</summary>
    StoreFull,

    /// <summary>Too much work waits; try again later.</summary>
    QueueFull,

    /// <summary>Another process holds the store; try again.</summary>
    StoreBusy,

    /// <summary>The store cannot be reached; try again.</summary>
    StoreUnavailable,

    /// <summary>The service is shutting down; try another replica, or this one later.</summary>
    Draining,

    /// <summary>Stored data are damaged.</summary>
    StoreCorrupt,

    /// <summary>The call's deadline passed.</summary>
    DeadlineExceeded,

    /// <summary>The caller gave the call up.</summary>
    Cancelled,

    /// <summary>The service has no such method, or does not know the message's compression.</summary>
    Unimplemented,

    /// <summary>A defect of the service; the log has more under the trace id.</summary>
    Internal,
}
