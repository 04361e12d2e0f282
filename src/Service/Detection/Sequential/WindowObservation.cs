using Detector.Detection.Judging;

namespace Detector.Detection.Sequential;

/// <summary>What evidence takes from one window.</summary>
public sealed record WindowObservation
{
    /// <summary>Number of the window, from 1, ascending.</summary>
    public required long Window { get; init; }

    /// <summary>Whether the window could have shown harmful changes, whatever it showed; without it evidence is left as it is.</summary>
    public required bool Sufficient { get; init; }

    /// <summary>Windows of this size that the reference's null samples are worth: their number over the window's samples, above 0.</summary>
    public required double ReferenceWindows { get; init; }

    /// <summary>The axes that were measured; the others keep their evidence.</summary>
    public required IReadOnlyList<ObservedAxis> Axes { get; init; }

    /// <summary>Samples of the window with a label, from 0.</summary>
    public required int Labelled { get; init; }

    /// <summary>The labels that were counted, those without a sample included; the others keep their evidence.</summary>
    public required IReadOnlyList<ObservedSubset> Subsets { get; init; }

    /// <summary>
    /// Takes from a report what evidence needs. Whether it counts is decided by what the window could have shown, not by its verdict:
    /// small windows with an alarm have one and small windows without have none, so that verdicts would select the alarming ones.
    /// </summary>
    /// <param name="window">Number of the window.</param>
    /// <param name="report">The window's report.</param>
    /// <param name="nullSamples">Samples of the reference that nulls are drawn from, at least 1
    /// (<see cref="Calibration.ReferenceDistribution.NullCount"/>).</param>
    public static WindowObservation Of(long window, Report report, int nullSamples)
    {
        ArgumentNullException.ThrowIfNull(report);
        var damage = report.DamagePValue is { } p ? [new ObservedAxis(EvidenceKey.Damage, p)] : Array.Empty<ObservedAxis>();
        return new WindowObservation
        {
            Window = window,
            Sufficient = report.Sufficient,
            ReferenceWindows = (double)nullSamples / report.SampleCount,
            Axes = [.. report.Axes.Select(axis => new ObservedAxis(EvidenceKey.Of(axis.Axis), axis.PValue)), .. damage],
            Labelled = report.Subsets.Count == 0 ? 0 : (int)Math.Round(report.Subsets[0].ExpectedCount / report.Subsets[0].ReferenceShare),
            Subsets = [.. report.Subsets.Select(subset => new ObservedSubset(subset.Subset, subset.Count))],
        };
    }

    /// <summary>Checks the figures.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    internal void Check()
    {
        if (!(ReferenceWindows > 0) || !double.IsFinite(ReferenceWindows))
        {
            throw new ArgumentException("A reference is worth a finite number of windows above 0.");
        }

        if (Axes.FirstOrDefault(axis => !(axis.PValue > 0 && axis.PValue <= 1)) is { } wrong)
        {
            throw new ArgumentException($"The p-value of {wrong.Key.Name} is {wrong.PValue}; it must be above 0 and at most 1.");
        }

        if (Subsets.FirstOrDefault(subset => subset.Count < 0 || subset.Count > Labelled) is { } odd)
        {
            throw new ArgumentException($"{odd.Count} of {Labelled} labelled samples cannot carry '{odd.Label}'.");
        }
    }
}
