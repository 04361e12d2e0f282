using System.Collections.Immutable;

namespace Detector.Detection.Sequential;

/// <summary>All that a monitor knows from its windows: an immutable state, stored with each of them.</summary>
public sealed record MonitorEvidence
{
    /// <summary>Seed of what is drawn to break ties.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What is done about the reference's error.</summary>
    public required PValueRemedy Remedy { get; init; }

    /// <summary>Number of the last window; 0 before the first.</summary>
    public required long LastWindow { get; init; }

    /// <summary>Windows whose evidence was sufficient.</summary>
    public required long SufficientWindows { get; init; }

    /// <summary>Windows that were left out because their evidence was insufficient.</summary>
    public required long InsufficientWindows { get; init; }

    /// <summary>The evidence on each axis and on damage.</summary>
    public required ImmutableArray<AxisEvidence> Axes { get; init; }

    /// <summary>The evidence on each label, the largest label of the reference first.</summary>
    public required ImmutableArray<SubsetEvidence> Subsets { get; init; }

    /// <summary>The evidence on everything.</summary>
    public IEnumerable<Evidence> All => Axes.Select(axis => axis.Evidence).Concat(Subsets.Select(subset => subset.Evidence));

    /// <summary>The loudest alert.</summary>
    public AlertLevel Level => All.Select(evidence => evidence.Alert.Level).DefaultIfEmpty(AlertLevel.None).Max();

    /// <summary>
    /// The state before the first window. A reset, after a retrain or with a new reference, is a new start: its windows may be numbered
    /// on or anew.
    /// </summary>
    /// <param name="subsets">The reference's labels with their number of samples
    /// (<see cref="Calibration.ReferenceDistribution.Subsets"/>).</param>
    /// <param name="options">The options.</param>
    /// <param name="seed">Seed of what is drawn to break ties.</param>
    public static MonitorEvidence Start(IReadOnlyList<KeyValuePair<string, int>> subsets, EvidenceOptions options, ulong seed) =>
        Start(EvidenceKey.Judged, subsets, options, seed);

    /// <summary>The state before the first window, for some axes.</summary>
    internal static MonitorEvidence Start(
        IReadOnlyList<EvidenceKey> axes, IReadOnlyList<KeyValuePair<string, int>> subsets, EvidenceOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(subsets);
        ArgumentNullException.ThrowIfNull(options);
        var total = subsets.Sum(pair => pair.Value);
        return new MonitorEvidence
        {
            Seed = seed,
            Remedy = options.Remedy,
            LastWindow = 0,
            SufficientWindows = 0,
            InsufficientWindows = 0,
            Axes = [.. axes.Select(axis => AxisEvidence.Start(axis, options.Remedy))],
            Subsets =
            [
                .. subsets.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(options.MostSubsets)
                    .Select(pair => SubsetEvidence.Start(pair.Key, pair.Value, total)),
            ],
        };
    }

    /// <summary>Writes the state in its versioned binary form.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream) => MonitorEvidenceFormat.Write(this, stream);

    /// <summary>Reads what <see cref="Write"/> wrote, bit for bit.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">The data are corrupt or of another version.</exception>
    public static MonitorEvidence Read(Stream stream) => MonitorEvidenceFormat.Read(stream);
}
