using Detector.Detection.Calibration;
using Detector.Host.Errors;

namespace Detector.Host.References;

/// <summary>What is said of an exception that ended a calibration; none of it holds a text of a sample.</summary>
internal static class CalibrationFailure
{
    /// <summary>Why it failed and what to do, for the reference's owner.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        ServiceException fault => fault.Message,
        ReferenceVersionException or InvalidDataException => $"{exception.Message} Delete the reference and create it anew.",
        _ => "The service failed to compute its nulls; the service's log has more. Delete the reference and create it anew.",
    };

    /// <summary>Where a defect of the service is, for its log; empty for known faults.</summary>
    public static string Trace(Exception exception) =>
        exception is ServiceException or ReferenceVersionException or InvalidDataException ? "" : SafeTrace.Of(exception);
}
