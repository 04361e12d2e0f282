using Detector.Detection.Calibration;
using Detector.Detection.Sequential;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Running;

/// <summary>A monitor's stream of windows, judged as the service judges them.</summary>
internal sealed class Stream
{
    private readonly ReferenceDistribution _reference;
    private readonly EvidenceOptions[] _options;
    private readonly MonitorEvidence[] _states;
    private long _window;

    /// <summary>Starts a stream.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="seed">Seed of what is drawn to break ties.</param>
    /// <param name="options">Ways to judge the same windows side by side.</param>
    public Stream(ReferenceDistribution reference, ulong seed, params EvidenceOptions[] options)
    {
        _reference = reference;
        _options = options;
        _states = [.. options.Select(one => MonitorEvidence.Start(reference.Subsets, one, seed))];
    }

    /// <summary>Adds a window.</summary>
    /// <returns>For each way to judge, what has an alert after it, with its level.</returns>
    public IReadOnlyList<(EvidenceKey Key, AlertLevel Level)>[] Add(Batch batch)
    {
        var report = TrialRunner.Score(_reference, batch);
        var observation = WindowObservation.Of(++_window, report, _reference.NullCount);
        for (var i = 0; i < _states.Length; i++)
        {
            _states[i] = MonitorJudge.Advance(_states[i], observation, _options[i]).State;
        }

        return
        [
            .. _states.Select(state => state.All.Where(one => one.Alert.Level > AlertLevel.None)
                .Select(one => (one.Key, one.Alert.Level)).ToArray()),
        ];
    }
}
