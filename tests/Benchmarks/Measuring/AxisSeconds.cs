using System.Diagnostics;
using Detector.Detection.Metrics;

namespace Detector.Benchmarks.Measuring;

/// <summary>How long each axis of one report took.</summary>
internal sealed class AxisSeconds : IAxisObserver
{
    private readonly Dictionary<string, double> _milliseconds = [];
    private long _started;

    /// <summary>Milliseconds of each axis.</summary>
    public IReadOnlyDictionary<string, double> Milliseconds => _milliseconds;

    /// <inheritdoc/>
    public void Begin(Axis axis) => _started = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void End(Axis axis) => _milliseconds[$"{axis}"] = Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
}
