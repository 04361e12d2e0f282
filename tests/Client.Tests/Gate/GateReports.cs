using Detector.V1;

namespace Detector.Client.Tests.Gate;

/// <summary>Reports to decide on.</summary>
internal static class GateReports
{
    public static Report Of(Verdict verdict, params Signature[] signatures) => new()
    {
        Reference = "release-12",
        SampleCount = 1000,
        Verdict = verdict,
        Significance = 0.05,
        Signatures = { signatures },
        Reasons = { "What was seen." },
    };

    public static Signature Signature(SignatureKind kind, Verdict severity, params string[] metrics) => new()
    {
        Kind = kind,
        Severity = severity,
        Metrics = { metrics },
        Evidence = { "figures in words" },
        Advice = "do something about it",
    };

    public static SubsetScore Subset(string name, double referenceShare, double share, bool reduced = false) => new()
    {
        Subset = name,
        ReferenceShare = referenceShare,
        Share = share,
        Reduced = reduced,
    };

    public static DamageEstimate Damage(DamageKind kind, double dose, double p, Verdict severity) =>
        new() { Kind = kind, Dose = dose, AdjustedPValue = p, Severity = severity };

    public static Score Score(string metric, Axis axis, Verdict severity, double effect, double p = 0.001) => new()
    {
        Metric = metric,
        Axis = axis,
        Severity = severity,
        Testability = Testability.Tested,
        Value = 0.7,
        NullMedian = 1,
        NullP05 = 0.9,
        NullP95 = 1.1,
        Effect = effect,
        EffectUnit = "relative change",
        AdjustedPValue = p,
    };

    /// <summary>A label thinned to a third, and nothing else.</summary>
    public static Report Thinned(Verdict verdict = Verdict.Warning, double share = 0.1)
    {
        var report = Of(verdict, Signature(SignatureKind.MinorityLoss, verdict, "subset_share"));
        report.Subsets.Add(Subset("school", 0.3, share, reduced: true));
        report.Subsets.Add(Subset("war", 0.7, 1 - share));
        return report;
    }

    /// <summary>Frequent regions gain, a sharpening of a small dose.</summary>
    public static Report Sharpened(double dose = 0.08, Verdict verdict = Verdict.Watch)
    {
        var report = Of(verdict, Signature(SignatureKind.LateCollapse, verdict, "rke"));
        report.Damages.Add(Damage(DamageKind.Sharpening, dose, 0.001, verdict));
        report.Damages.Add(Damage(DamageKind.Contraction, 0.01, 0.4, Verdict.Healthy));
        report.OverfullRegions.Add(new Region { Cell = 4, ReferenceShare = 0.05, Share = 0.1, ExemplarTexts = { "an <old> | treaty" } });
        return report;
    }

    /// <summary>Copies and loops, with figures.</summary>
    public static Report Collapsed()
    {
        var report = Of(
            Verdict.Critical,
            Signature(SignatureKind.ModeCollapse, Verdict.Critical, "exact_duplicate_rate", "near_duplicate_rate"),
            Signature(SignatureKind.StyleConvergence, Verdict.Watch, "opening_diversity"));
        report.Scores.Add(Score("exact_duplicate_rate", Axis.Duplication, Verdict.Critical, 0.86));
        report.Scores.Add(Score("near_duplicate_rate", Axis.Duplication, Verdict.Critical, 0.9));
        report.Scores.Add(Score("opening_diversity", Axis.Lexical, Verdict.Watch, 0.07));
        report.Scores.Add(Score("vendi", Axis.Diversity, Verdict.Critical, 0.4));
        report.Subsets.Add(Subset("school|war", 0.3, 0, reduced: true));
        report.Subsets.Add(Subset("navy", 0.7, 1));
        report.Notes.Add("The reference is small.");
        return report;
    }
}
