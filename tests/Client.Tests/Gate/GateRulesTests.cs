using Detector.Cli.Gate;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Gate.Policy;
using Detector.V1;

namespace Detector.Client.Tests.Gate;

public sealed class GateRulesTests
{
    [Theory]
    [InlineData(Verdict.Healthy, "accept")]
    [InlineData(Verdict.Watch, "accept")]
    [InlineData(Verdict.Warning, "quarantine")]
    [InlineData(Verdict.Critical, "reject")]
    [InlineData(Verdict.InsufficientEvidence, "quarantine")]
    [InlineData(Verdict.Unspecified, "quarantine")]
    public void A_verdict_without_signature_decides(Verdict verdict, string decision) => Decides(decision, GateReports.Of(verdict));

    [Theory]
    [InlineData(SignatureKind.ModeCollapse, "quarantine", "reject", "reject")]
    [InlineData(SignatureKind.Repetition, "quarantine", "reject", "reject")]
    [InlineData(SignatureKind.LowFidelity, "quarantine", "reject", "reject")]
    [InlineData(SignatureKind.EarlyCollapse, "quarantine", "quarantine", "reject")]
    [InlineData(SignatureKind.LateCollapse, "quarantine", "quarantine", "reject")]
    [InlineData(SignatureKind.Drift, "accept", "quarantine", "reject")]
    [InlineData(SignatureKind.StyleConvergence, "accept", "quarantine", "reject")]
    [InlineData(SignatureKind.MinorityLoss, "accept", "quarantine", "reject")]
    [InlineData((SignatureKind)99, "accept", "quarantine", "reject")]
    public void A_signature_decides_by_its_severity(SignatureKind kind, string watch, string warning, string critical)
    {
        Decides(watch, GateReports.Of(Verdict.Watch, GateReports.Signature(kind, Verdict.Watch)));
        Decides(warning, GateReports.Of(Verdict.Warning, GateReports.Signature(kind, Verdict.Warning)));
        Decides(critical, GateReports.Of(Verdict.Critical, GateReports.Signature(kind, Verdict.Critical)));
    }

    [Theory]
    [InlineData(GateDecision.Accept)]
    [InlineData(GateDecision.Quarantine)]
    [InlineData(GateDecision.InsufficientEvidence)]
    [InlineData(GateDecision.Reject)]
    public void Insufficient_evidence_means_what_the_policy_says(object decision)
    {
        var policy = new GatePolicy { InsufficientEvidence = (GateDecision)decision };
        Assert.Equal(decision, Decide(GateReports.Of(Verdict.InsufficientEvidence), policy).Decision);
        Assert.Equal(GateDecision.Accept, Decide(GateReports.Of(Verdict.Healthy), policy).Decision);
    }

    [Fact]
    public void Thinned_labels_are_accepted_with_weights_that_bring_them_back()
    {
        var outcome = Decides("accept with weights", GateReports.Thinned());
        Assert.Equal([("school", 3.0), ("war", 0.778)], outcome.Weights!.Subsets.Select(w => (w.Part, Math.Round(w.Weight!.Value, 3))));
        Assert.Equal("balance", Assert.Single(outcome.Failed).Name);
    }

    [Fact]
    public void Mild_sharpening_is_accepted_with_weights()
    {
        var outcome = Decides("accept with weights", GateReports.Sharpened());
        Assert.Equal([("cell 4", 4, 0.5)], outcome.Weights!.Regions.Select(w => (w.Part, w.Cell!.Value, w.Weight!.Value)));
    }

    [Fact]
    public void Watched_data_whose_only_defect_is_a_full_region_is_accepted_with_weights()
    {
        var report = GateReports.Of(Verdict.Watch);
        report.OverfullRegions.Add(new Region { Cell = 1, ReferenceShare = 0.01, Share = 0.5 });
        Assert.Equal(0.25, Decides("accept with weights", report).Weights!.Regions.Single().Weight);
        report.Verdict = Verdict.Healthy;
        Decides("accept", report);
        report.Verdict = Verdict.Warning;
        Decides("quarantine", report);
    }

    [Fact]
    public void What_weights_do_not_repair_is_quarantined()
    {
        Decides("quarantine", GateReports.Thinned(share: 0));
        Decides("quarantine", GateReports.Thinned(Verdict.Watch, share: 0));
        var outcome = Decides("quarantine", GateReports.Thinned(share: 0.05));
        Assert.Equal((6, 4), (Math.Round(outcome.Weights!.Subsets[0].Needed!.Value, 6), outcome.Weights.Subsets[0].Weight));
        Assert.Contains("school needs weight 6", outcome.Failed.Single(c => c.Name == "balance").Evidence);
    }

    [Fact]
    public void Critical_loss_is_rejected_unless_the_policy_lets_weights_redeem_it()
    {
        Decides("reject", GateReports.Thinned(Verdict.Critical));
        var policy = new GatePolicy { Weights = new WeightLimits { WorstVerdict = Verdict.Critical } };
        Decides("accept with weights", GateReports.Thinned(Verdict.Critical), policy);
    }

    [Fact]
    public void Weights_can_be_forbidden()
    {
        var policy = new GatePolicy { Weights = new WeightLimits { Allowed = false } };
        Decides("quarantine", GateReports.Thinned(Verdict.Watch), policy);
        Decides("quarantine", GateReports.Sharpened(), policy);
    }

    [Fact]
    public void Weights_do_not_redeem_what_else_is_wrong()
    {
        var report = GateReports.Thinned();
        report.Signatures.Add(GateReports.Signature(SignatureKind.EarlyCollapse, Verdict.Watch));
        Decides("quarantine", report);
        report = GateReports.Thinned(Verdict.Watch);
        report.Signatures.Add(GateReports.Signature(SignatureKind.Drift, Verdict.Watch));
        Assert.NotNull(Decides("accept", report).Weights);
    }

    [Fact]
    public void Sharpening_that_is_strong_or_not_alone_is_quarantined()
    {
        Decides("quarantine", GateReports.Sharpened(dose: 0.2));
        var report = GateReports.Sharpened();
        report.Damages.Add(GateReports.Damage(DamageKind.OuterLoss, 0.1, 0.01, Verdict.Watch));
        Decides("quarantine", report);
        report = GateReports.Sharpened();
        report.Damages.Add(GateReports.Damage(DamageKind.OuterLoss, 0.1, 0.0001, Verdict.Healthy));
        Decides("quarantine", report);
    }

    [Theory]
    [InlineData(0.05, 0.001, "accept")]
    [InlineData(0.15, 0.001, "reject")]
    [InlineData(0.15, 0.4, "accept")]
    public void An_axis_may_not_have_a_larger_significant_effect_than_its_limit(double effect, double p, string decision)
    {
        var report = GateReports.Of(Verdict.Watch);
        report.Scores.Add(GateReports.Score("recall", Axis.Tail, Verdict.Watch, effect, p));
        var policy = new GatePolicy { Axes = new Dictionary<Axis, AxisLimit> { [Axis.Tail] = new() { Effect = 0.1, Decision = GateDecision.Reject } } };
        var outcome = Decides(decision, report, policy);
        Assert.Equal(decision == "reject", outcome.Failed.Any(c => c.Name == "axis tail, effect" && c.Figures.Single().Metric == "recall"));
    }

    [Fact]
    public void An_axis_may_not_be_worse_than_its_limit()
    {
        var report = GateReports.Of(Verdict.Watch);
        report.Scores.Add(GateReports.Score("recall", Axis.Tail, Verdict.Watch, 0.06));
        var policy = new GatePolicy { Axes = new Dictionary<Axis, AxisLimit> { [Axis.Tail] = new() { Severity = Verdict.Healthy } } };
        Assert.Equal("axis tail, severity", Decides("quarantine", report, policy).Failed.Single().Name);
        report.Scores[0].Severity = Verdict.Healthy;
        Decides("accept", report, policy);
    }

    [Fact]
    public void An_axis_with_a_limit_must_be_testable()
    {
        var policy = new GatePolicy { Axes = new Dictionary<Axis, AxisLimit> { [Axis.Prompt] = new() { Effect = 0.1 } } };
        Assert.Equal("not testable", Decides("quarantine", GateReports.Of(Verdict.Healthy), policy).Failed.Single().Value);
    }

    [Theory]
    [InlineData(0.5, "accept")]
    [InlineData(0.1, "accept")]
    [InlineData(0.09, "reject")]
    public void A_share_of_human_data_can_be_asked_for(double share, string decision)
    {
        var policy = new GatePolicy { HumanData = new HumanDataLimit { MinimumShare = 0.1, Decision = GateDecision.Reject } };
        Decides(decision, GateReports.Of(Verdict.Healthy), policy, share);
    }

    [Fact]
    public void The_worst_criterion_decides_and_comes_first()
    {
        var policy = new GatePolicy { HumanData = new HumanDataLimit { MinimumShare = 0.5 } };
        var outcome = Decides("reject", GateReports.Collapsed(), policy);
        Assert.Equal(["verdict", "signature mode collapse", "human data"], outcome.Failed.Select(c => c.Name));
        Assert.Equal(["vendi"], outcome.Failed.First().Figures.Select(f => f.Metric));
        Assert.Equal(["exact_duplicate_rate", "near_duplicate_rate"], outcome.Failed.ElementAt(1).Figures.Select(f => f.Metric));
    }

    [Fact]
    public void A_policy_can_accept_warnings_and_reject_none_but_critical()
    {
        var policy = new GatePolicy { WorstVerdict = Verdict.Warning, RejectSignatures = [], QuarantineSignatures = [] };
        Decides("accept", GateReports.Of(Verdict.Warning, GateReports.Signature(SignatureKind.ModeCollapse, Verdict.Warning)), policy);
        Decides("reject", GateReports.Of(Verdict.Critical), policy);
    }

    private static GateOutcome Decides(string decision, Report report, GatePolicy? policy = null, double humanShare = 0)
    {
        var outcome = Decide(report, policy, humanShare);
        Assert.Equal(decision, GateWords.Of(outcome.Decision));
        return outcome;
    }

    private static GateOutcome Decide(Report report, GatePolicy? policy = null, double humanShare = 0) =>
        new GateRules(policy ?? new GatePolicy()).Decide(report, humanShare);
}
