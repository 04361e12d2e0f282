using System.Diagnostics;
using Detector.Detection.Metrics;
using Prometheus;

namespace Detector.Host.Telemetry;

/// <summary>Times the work on each axis of one batch.</summary>
/// <param name="measure">Where the times go, labelled by axis.</param>
internal sealed class AxisTimer(Histogram measure) : IAxisObserver
{
    private long _begun;

    /// <inheritdoc/>
    public void Begin(Axis axis) => _begun = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void End(Axis axis) => measure.WithLabels(Words.Snake(axis)).Observe(Stopwatch.GetElapsedTime(_begun).TotalSeconds);
}
