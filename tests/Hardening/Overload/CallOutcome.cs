using Grpc.Core;

namespace Detector.Hardening.Overload;

/// <summary>How one call went.</summary>
/// <param name="Kind">What was called.</param>
/// <param name="Due">Seconds after the start of the load at which it was due.</param>
/// <param name="Milliseconds">From when it was due to its answer.</param>
/// <param name="Status">Its status.</param>
/// <param name="SaysWhen">Whether a refusal says when to try again.</param>
internal readonly record struct CallOutcome(CallKind Kind, double Due, double Milliseconds, StatusCode Status, bool SaysWhen)
{
    /// <summary>Whether the service did what was asked.</summary>
    public bool Accepted => Status == StatusCode.OK;

    /// <summary>Whether it said that it has too much to do.</summary>
    public bool Refused => Status == StatusCode.ResourceExhausted;
}
