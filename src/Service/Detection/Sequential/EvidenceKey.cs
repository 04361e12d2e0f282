using Detector.Detection.Metrics;

namespace Detector.Detection.Sequential;

/// <summary>Names one of the things that a monitor keeps evidence of.</summary>
/// <param name="Kind">An axis, the damage, or a label.</param>
/// <param name="Name">The axis in lower case, "damage", or the caller's label.</param>
public sealed record EvidenceKey(EvidenceKind Kind, string Name)
{
    /// <summary>The kinds of damage together.</summary>
    public static EvidenceKey Damage { get; } = new(EvidenceKind.Damage, "damage");

    /// <summary>All nine axes and the damage.</summary>
    public static IReadOnlyList<EvidenceKey> Judged { get; } = [.. Enum.GetValues<Axis>().Select(Of), Damage];

    /// <summary>An axis.</summary>
    public static EvidenceKey Of(Axis axis) => new(EvidenceKind.Axis, Enum.GetName(axis)!.ToLowerInvariant());

    /// <summary>A label.</summary>
    public static EvidenceKey OfSubset(string label) => new(EvidenceKind.Subset, label);
}
