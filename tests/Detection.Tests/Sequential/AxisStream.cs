using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

/// <summary>The evidence on one axis, fed window by window.</summary>
internal sealed class AxisStream(PValueRemedy remedy, EvidenceOptions options, ulong seed, int declared = 0)
{
    private static readonly EvidenceKey Key = EvidenceKey.Of(Axis.Diversity);
    private readonly AlertThresholds _thresholds = AlertThresholds.Of(options, 1);
    private readonly SeededRandom _ties = new(seed, 503);
    private AxisEvidence _evidence = AxisEvidence.Start(Key, remedy);
    private long _window;

    public Evidence Evidence => _evidence.Evidence;

    /// <summary>Adds a window.</summary>
    public AlertLevel Add(double p, double worth)
    {
        _window++;
        _evidence = _evidence.Advance(
            new ObservedAxis(Key, p), Streams.Window(_window, declared > 0 ? declared : worth), remedy, _ties.NextDouble(),
            options.LearnedWindows, _thresholds);
        return Evidence.Alert.Level;
    }

    /// <summary>Windows until warning and until page, each at most the limit plus 1; the shift begins after the healthy windows, within
    /// which an alarm gives null.</summary>
    public static (int Warning, int Page)? Run(
        PValueRemedy remedy, ulong seed, double worth, double shift, int healthy, int limit, int declared = 0, EvidenceOptions? options = null)
    {
        options ??= new EvidenceOptions();
        var source = new Streams(seed, worth);
        var stream = new AxisStream(remedy, options, seed, declared);
        for (var i = 0; i < healthy; i++)
        {
            if (stream.Add(source.Next(), source.ReferenceWindows) > AlertLevel.None)
            {
                return null;
            }
        }

        var warning = limit + 1;
        for (var i = 1; i <= limit; i++)
        {
            var level = stream.Add(source.Next(shift), source.ReferenceWindows);
            warning = level > AlertLevel.None ? Math.Min(warning, i) : warning;
            if (level == AlertLevel.Page)
            {
                return (warning, i);
            }
        }

        return (warning, limit + 1);
    }
}
