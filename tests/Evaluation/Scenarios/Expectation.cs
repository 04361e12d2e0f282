using Detector.Detection.Judging;

namespace Detector.Evaluation.Scenarios;

/// <summary>What a report should say of a batch.</summary>
/// <param name="Words">The expectation in words.</param>
/// <param name="Holds">Whether a report says so.</param>
internal sealed record Expectation(string Words, Func<Report, Damaged, bool> Holds)
{
    private const double NamedPrecision = 0.9;

    private static readonly SignatureKind[] Collapses =
        [SignatureKind.EarlyCollapse, SignatureKind.LateCollapse, SignatureKind.ModeCollapse, SignatureKind.Repetition, SignatureKind.MinorityLoss];

    /// <summary>No signature at all.</summary>
    public static Expectation Healthy { get; } = new("no signature", (report, _) => report.Signatures.Count == 0);

    /// <summary>Minority loss, and nine in ten of the labels named are among those that were hit.</summary>
    public static Expectation RightLabels { get; } = new(
        "MinorityLoss of the right labels",
        (report, damaged) => Has(report, SignatureKind.MinorityLoss) && Reduced(report).Count(damaged.Labels.Contains) is var hits && hits > 0
            && hits >= NamedPrecision * Reduced(report).Count);

    /// <summary>Minority loss, and every label that was hit is named.</summary>
    public static Expectation EveryLabel { get; } = new(
        "MinorityLoss naming every lost label",
        (report, damaged) => Has(report, SignatureKind.MinorityLoss) && damaged.Labels.All(Reduced(report).Contains));

    /// <summary>Drift or style convergence, and nothing that is a collapse.</summary>
    public static Expectation NoCollapse { get; } = new(
        "Drift or StyleConvergence, no collapse",
        (report, _) => Collapses.All(kind => !Has(report, kind))
            && (Has(report, SignatureKind.Drift) || Has(report, SignatureKind.StyleConvergence)));

    /// <summary>At least one of some signatures.</summary>
    public static Expectation OneOf(params SignatureKind[] kinds) =>
        new(string.Join(" or ", kinds), (report, _) => kinds.Any(kind => Has(report, kind)));

    private static bool Has(Report report, SignatureKind kind) => report.Signatures.Any(signature => signature.Kind == kind);

    private static List<string> Reduced(Report report) =>
        [.. report.Subsets.Where(subset => subset.Reduced).Select(subset => subset.Subset)];
}
