using Detector.Tests.Studies;

namespace Detector.Hardening.Overload;

/// <summary>What became of the calls of a time.</summary>
/// <param name="outcomes">The calls.</param>
/// <param name="seconds">The time.</param>
internal sealed class Load(IReadOnlyList<CallOutcome> outcomes, double seconds)
{
    /// <summary>Calls a second that the service was asked for.</summary>
    public double Offered => outcomes.Count / seconds;

    /// <summary>Calls a second that it accepted.</summary>
    public double Goodput => outcomes.Count(call => call.Accepted) / seconds;

    /// <summary>Calls that failed for anything but too much load.</summary>
    public int Failed => outcomes.Count(call => !call.Accepted && !call.Refused);

    /// <summary>Refusals that do not say when to try again.</summary>
    public int Silent => outcomes.Count(call => call.Refused && !call.SaysWhen);

    /// <summary>Calls of a kind a second that it accepted.</summary>
    public double GoodputOf(CallKind kind) => outcomes.Count(call => call.Accepted && call.Kind == kind) / seconds;

    /// <summary>Milliseconds that 99 of 100 accepted calls of a kind do not exceed.</summary>
    public double P99(CallKind kind) => Quantile(0.99, call => call.Accepted && call.Kind == kind);

    /// <summary>The median of accepted calls of a kind.</summary>
    public double Median(CallKind kind) => Quantile(0.5, call => call.Accepted && call.Kind == kind);

    /// <summary>Milliseconds that 99 of 100 refusals do not exceed.</summary>
    public double RefusalP99 => Quantile(0.99, call => call.Refused);

    /// <summary>The median of refusals.</summary>
    public double RefusalMedian => Quantile(0.5, call => call.Refused);

    /// <summary>Seconds after which every call was accepted, in no more time than some.</summary>
    /// <param name="milliseconds">The time.</param>
    public double CalmAfter(double milliseconds) =>
        outcomes.Where(call => !call.Accepted || call.Milliseconds > milliseconds).Select(call => call.Due + (call.Milliseconds / 1000)).DefaultIfEmpty(0).Max();

    private double Quantile(double part, Func<CallOutcome, bool> which)
    {
        double[] sorted = [.. outcomes.Where(which).Select(call => call.Milliseconds).Order()];
        return sorted.Length == 0 ? 0 : SortedTimes.Quantile(sorted, part);
    }
}
