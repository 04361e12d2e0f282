using System.Security.Authentication;
using Grpc.Core;

namespace Detector.Client;

/// <summary>A call to the service failed. The message says what was wrong and what to do.</summary>
public sealed class DetectorException : Exception
{
    internal DetectorException(string message, StatusCode status, Exception? inner)
        : base(message, inner)
    {
        Status = status;
    }

    /// <summary>The gRPC status.</summary>
    public StatusCode Status { get; }

    /// <summary>
    /// The service's reason, one of a closed set in upper snake case (ErrorInfo.reason);
    /// null when the error does not come from the service, for example when it cannot be reached.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Domain of the reason (ErrorInfo.domain); null without one.</summary>
    public string? Domain { get; init; }

    /// <summary>Further facts by name, for example a limit (ErrorInfo.metadata).</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The fields that the service refused, with what is wrong with each.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>How long to wait before another attempt, when the service said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the service cannot be reached at all: nothing that answers as the Detector was found at the address.</summary>
    public bool IsUnreachable => Reason is null && Status == StatusCode.Unavailable;

    /// <summary>True when no connection was made since the service's certificate is not signed by an authority that the client trusts.</summary>
    public bool IsUntrusted => Reason is null && (InnerException as RpcException)?.Status.DebugException is { } cause
        && (cause as AuthenticationException ?? cause.InnerException as AuthenticationException) is not null;
}
