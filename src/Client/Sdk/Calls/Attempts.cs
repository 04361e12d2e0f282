using Detector.Client.Errors;
using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>The attempts of one call, or of one outage of a stream: says how long to wait for the next, or that there is none.</summary>
internal sealed class Attempts
{
    private readonly DetectorClientOptions _options;
    private readonly Uri? _address;
    private readonly int _most;
    private readonly bool _reopens;
    private int _failed;
    private DetectorException? _told;

    private Attempts(DetectorClientOptions options, Uri? address, int most, bool reopens, TimeSpan? time)
    {
        (_options, _address, _most, _reopens) = (options, address, most, reopens);
        End = time is { } longest ? options.TimeProvider.GetUtcNow() + longest : null;
    }

    /// <summary>When there is no further attempt; null for never.</summary>
    public DateTimeOffset? End { get; }

    /// <summary>As many attempts as the policy says, within the options' deadline.</summary>
    public static Attempts OfCall(DetectorClientOptions options, Uri? address) =>
        new(options, address, options.Retry.MaxAttempts, reopens: false, options.Deadline);

    /// <summary>Any number of attempts to reopen a stream that was open, within the time that the policy says.</summary>
    public static Attempts OfOutage(DetectorClientOptions options, Uri? address) =>
        new(options, address, int.MaxValue, reopens: true, options.Retry.ReopenFor);

    /// <summary>The wait before the next attempt, with the failure of the one before.</summary>
    /// <exception cref="DetectorException">There is no next attempt.</exception>
    public (TimeSpan Delay, DetectorException Error) After(RpcException failure, bool canRepeat = true)
    {
        _failed++;
        var error = RpcErrors.ToDetectorException(failure, _address, _options.Deadline);
        var delay = Backoff.Delay(_options.Retry, _failed, error.RetryAfter);
        var isLast = _failed >= _most || !canRepeat || _options.TimeProvider.GetUtcNow() + delay >= End;
        var passes = IsTransient(error) || (_reopens && IsBroken(failure));
        if (!isLast && passes)
        {
            // A service that refuses a stream may break it before its reason is read: what it said before is still why.
            _told = error.Reason is null ? _told : error;
            return (delay, error);
        }

        throw passes && error.Reason is null && _told is not null ? _told : error;
    }

    private static bool IsTransient(DetectorException error) =>
        error.Status == StatusCode.Unavailable
        || (error.Status is StatusCode.ResourceExhausted or StatusCode.FailedPrecondition && error.RetryAfter is not null);

    // The connection broke in the middle of a stream; depending on how, gRPC gives it other codes than UNAVAILABLE.
    private static bool IsBroken(RpcException failure) => failure.Status.DebugException is IOException or HttpRequestException;
}
