using System.ComponentModel.DataAnnotations;
using Detector.Detection.Numerics;

namespace Detector.Detection.Sequential;

/// <summary>Judges a stream window by window: a pure function of state, window and options.</summary>
public static class MonitorJudge
{
    // Windows draw from streams of the seed of their own: number times this, plus that of the axis.
    private const ulong MostAxes = 64;

    /// <summary>Adds a window to a monitor's evidence.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="observation">The window; its number is above that of all windows before.</param>
    /// <param name="options">The options. All but the remedy may change between windows.</param>
    /// <exception cref="ArgumentException">The window is not a later one, one of its figures is out of range, or an option is.</exception>
    public static MonitorStep Advance(MonitorEvidence state, WindowObservation observation, EvidenceOptions options)
    {
        Check(state, observation, options);
        var counted = state with { LastWindow = observation.Window };
        if (!observation.Sufficient)
        {
            return new MonitorStep(counted with { InsufficientWindows = state.InsufficientWindows + 1 }, []);
        }

        var thresholds = AlertThresholds.OfAxes(options, state);
        var subsetThresholds = AlertThresholds.OfSubsets(options, state);
        var axes = observation.Axes.ToDictionary(axis => axis.Key);
        var subsets = observation.Subsets.ToDictionary(subset => subset.Label, subset => subset.Count, StringComparer.Ordinal);
        var advanced = counted with
        {
            SufficientWindows = state.SufficientWindows + 1,
            Axes =
            [
                .. state.Axes.Select((axis, i) => axes.TryGetValue(axis.Evidence.Key, out var observed)
                    ? axis.Advance(observed, observation, state.Remedy, Uniform(state, observation, i), options.LearnedWindows, thresholds)
                    : axis),
            ],
            Subsets =
            [
                .. state.Subsets.Select(subset => subsets.TryGetValue(subset.Evidence.Key.Name, out var count)
                    ? subset.Advance(count, observation, options.LearnedWindows, subsetThresholds)
                    : subset),
            ],
        };
        return new MonitorStep(advanced, [.. Transitions(state, advanced)]);
    }

    private static double Uniform(MonitorEvidence state, WindowObservation observation, int axis) =>
        new SeededRandom(state.Seed, ((ulong)observation.Window * MostAxes) + (ulong)axis).NextDouble();

    private static IEnumerable<AlertTransition> Transitions(MonitorEvidence before, MonitorEvidence after) =>
        before.All.Zip(after.All).Where(pair => pair.First.Alert.Level != pair.Second.Alert.Level).Select(pair => new AlertTransition(
            pair.Second.Key, pair.First.Alert.Level, pair.Second.Alert.Level, pair.Second.Detector.Log10Evidence,
            after.LastWindow, pair.Second.Detector.ChangeWindow));

    private static void Check(MonitorEvidence state, WindowObservation observation, EvidenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate(new ValidationContext(options)).FirstOrDefault() is { } error)
        {
            throw new ArgumentException(error.ErrorMessage, nameof(options));
        }

        if (observation.Window <= state.LastWindow)
        {
            throw new ArgumentException(
                $"Window {observation.Window} came after window {state.LastWindow}; evidence advances in their order.", nameof(observation));
        }

        observation.Check();
    }
}
