namespace Detector.Detection.Judging;

/// <summary>The judged figures of one batch.</summary>
public sealed record Report
{
    /// <summary>Number of samples judged.</summary>
    public required int SampleCount { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why, in words, most important first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>
    /// True when a critical loss of diversity and the loss of the whole tail would have been seen, whatever was seen: a property of the
    /// reference and the number of samples, unlike the verdict.
    /// </summary>
    public bool Sufficient { get; init; }

    /// <summary>Smallest adjusted p over the axes, 0 to 1: low when anything is unusual.</summary>
    public required double HealthIndex { get; init; }

    /// <summary>One score per metric asked for, in catalogue order.</summary>
    public required IReadOnlyList<Score> Scores { get; init; }

    /// <summary>One score per axis with a tested metric, in the order of the axes.</summary>
    public required IReadOnlyList<AxisScore> Axes { get; init; }

    /// <summary>How much damage of each kind the batch looks like; empty where metrics could not be measured.</summary>
    public required IReadOnlyList<DamageEstimate> Damages { get; init; }

    /// <summary>Probability in (0, 1] that the likeliest kind of damage looks as likely in a healthy batch (max-T over the kinds); null
    /// without <see cref="Damages"/>.</summary>
    public double? DamagePValue { get; init; }

    /// <summary>The patterns that match, worst first.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>The caller's labels, most reduced first.</summary>
    public required IReadOnlyList<SubsetScore> Subsets { get; init; }

    /// <summary>Regions covered too little, most missing first.</summary>
    public required IReadOnlyList<Region> LostRegions { get; init; }

    /// <summary>Regions covered too much, most over-full first.</summary>
    public required IReadOnlyList<Region> OverfullRegions { get; init; }

    /// <summary>Findings about single samples; empty unless asked for.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What limits the report.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
