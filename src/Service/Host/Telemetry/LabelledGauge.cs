using Prometheus;

namespace Detector.Host.Telemetry;

/// <summary>A gauge whose series are all set anew at each scrape: what is not set is no more.</summary>
/// <param name="gauge">The gauge.</param>
internal sealed class LabelledGauge(Gauge gauge)
{
    private readonly HashSet<Gauge.Child> _set = [];

    /// <summary>Sets one series.</summary>
    public void Set(double value, params string[] labels)
    {
        var series = gauge.WithLabels(labels);
        series.Set(value);
        _set.Add(series);
    }

    /// <summary>Removes the series that were not set since the last time.</summary>
    public void RemoveOthers()
    {
        foreach (var labels in gauge.GetAllLabelValues().Where(labels => !_set.Contains(gauge.WithLabels(labels))))
        {
            gauge.RemoveLabelled(labels);
        }

        _set.Clear();
    }
}
