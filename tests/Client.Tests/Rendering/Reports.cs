using Detector.V1;

namespace Detector.Client.Tests.Rendering;

/// <summary>Reports to render.</summary>
internal static class Reports
{
    public static Report Critical() => new()
    {
        Reference = "release-12",
        SampleCount = 1200,
        Verdict = Verdict.Critical,
        HealthIndex = 0.001996,
        Reasons = { "Early collapse: share of the reference that outputs still cover (recall) is 0.729; healthy batches of this size show 0.968 to 0.991." },
        Signatures =
        {
            new Signature
            {
                Kind = SignatureKind.EarlyCollapse,
                Severity = Verdict.Critical,
                Evidence = { "recall is 0.729; healthy batches of this size show 0.968 to 0.991" },
                Advice = "Stop: go back to the last healthy release and retrain with reference data accumulated, not replaced.",
            },
        },
        Scores =
        {
            Tested("vendi", Axis.Diversity, Verdict.Healthy, 13.981, 13.388, 14.262, 1, -0.0094),
            Tested("recall", Axis.Tail, Verdict.Critical, 0.72871, 0.96805, 0.99104, 0.000998, 0.2634),
            Tested("tail_occupancy", Axis.Tail, Verdict.InsufficientEvidence, 0.06, 0.02572, 0.07373, 1, -0.26),
            Tested("mmd", Axis.Drift, Verdict.Watch, 0.02252, -0.0003, 0.00058, 0.02, 0.0716),
            new Score { Metric = "within_prompt_distance", Axis = Axis.Prompt, Testability = Testability.NotTestable, Note = "needs at least 8 prompts" },
        },
        Damages =
        {
            new DamageEstimate
            {
                Kind = DamageKind.TailLoss, Dose = 0.214, DoseLow = 0.163, DoseHigh = 0.265, AdjustedPValue = 0.0002, Severity = Verdict.Critical,
            },
            new DamageEstimate { Kind = DamageKind.Contraction, DoseHigh = 0.012, AdjustedPValue = 1, Severity = Verdict.Healthy },
        },
        Subsets =
        {
            new SubsetScore { Subset = "school", Count = 0, ExpectedCount = 29.7, ReferenceShare = 0.099, Share = 0, AdjustedPValue = 1e-9, Reduced = true },
            new SubsetScore { Subset = "war", Count = 90, ExpectedCount = 89, ReferenceShare = 0.3, Share = 0.3, AdjustedPValue = 1 },
        },
        LostRegions =
        {
            new Region
            {
                Cell = 5,
                ReferenceShare = 0.0293,
                ExpectedCount = 8.8,
                AdjustedPValue = 0.0061,
                ExemplarTexts = { "The university carries\nthe old treaty \u001b[31mbefore the vote, and an old sailor remembers honest work in the spring, as every year." },
            },
            new Region { Cell = 9, ReferenceShare = 0.02, Share = 0.001, Count = 1, ExpectedCount = 24, AdjustedPValue = 0.01, ExemplarIds = { "a-17", "a-99" } },
        },
        Findings =
        {
            new Finding { Index = 1, Id = "b1", Kind = FindingKind.ExactDuplicate, OtherIndex = 0, Value = 1 },
            new Finding { Index = 2, Kind = FindingKind.Loop, Value = 0.4381 },
        },
        Notes = { "The reference has 1500 null samples for pieces of 300; its nulls are widened 1.22 times." },
    };

    public static Report Healthy() => new()
    {
        Reference = "release-12",
        SampleCount = 300,
        Verdict = Verdict.Healthy,
        HealthIndex = 0.75,
        Reasons = { "No harmful change; a loss of 3 % in vendi would have been seen with probability .8." },
        Scores = { Tested("vendi", Axis.Diversity, Verdict.Healthy, 13.981, 13.388, 14.262, 1, -0.0094) },
    };

    private static Score Tested(string metric, Axis axis, Verdict severity, double value, double p05, double p95, double p, double effect) => new()
    {
        Metric = metric,
        Axis = axis,
        Severity = severity,
        Testability = Testability.Tested,
        Value = value,
        NullP05 = p05,
        NullP95 = p95,
        AdjustedPValue = p,
        Effect = effect,
        EffectUnit = "relative change",
        Note = metric is "vendi" or "mmd" ? "at 1024 samples" : "",
    };
}
