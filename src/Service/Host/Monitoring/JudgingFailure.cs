using Detector.Detection.Calibration;
using Detector.Encoding;
using Detector.Host.Errors;

namespace Detector.Host.Monitoring;

/// <summary>What is said of an exception that ended the judging of a window, and when to try again; none of it holds a text of a sample.</summary>
internal static class JudgingFailure
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(15);

    /// <summary>Why it failed, empty when nothing is wrong, and how long to wait.</summary>
    public static (string Failure, TimeSpan Wait) Describe(Exception exception) => exception switch
    {
        EncoderQueueFullException full => ("", full.RetryAfter),
        ServiceException { Reason: ErrorReason.QueueFull or ErrorReason.ReferenceCalibrating } => ("", Soon),
        ServiceException { Reason: ErrorReason.StoreBusy or ErrorReason.StoreUnavailable or ErrorReason.StoreFull } fault => (fault.Message, Soon),
        ServiceException fault => (fault.Message, Later),
        ReferenceTooSmallException small => ($"{small.Message} Reset the monitor with a reference, or delete it and create one with a longer burn-in.", Later),
        InvalidDataException damaged => ($"{damaged.Message} Reset the monitor.", Later),
        _ => ("The service failed to judge a window; the service's log has more.", Later),
    };

    /// <summary>Where a defect of the service is, for its log; empty for known faults.</summary>
    public static string Trace(Exception exception) =>
        exception is ServiceException or EncoderQueueFullException or ReferenceTooSmallException or InvalidDataException
            ? ""
            : SafeTrace.Of(exception);
}
