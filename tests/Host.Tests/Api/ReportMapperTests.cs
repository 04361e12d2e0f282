using Detector.Detection.Judging;
using Detector.Host.Api;
using Detector.Host.Scoring;
using Detector.Host.Tests.Storage;

namespace Detector.Host.Tests.Api;

public sealed class ReportMapperTests
{
    [Fact]
    public void The_enums_of_both_sides_have_the_same_members()
    {
        AssertSame<Verdict, V1.Verdict>();
        AssertSame<Detection.Metrics.Axis, V1.Axis>();
        AssertSame<Detection.Metrics.Direction, V1.Direction>();
        AssertSame<Detection.Calibration.DamageKind, V1.DamageKind>();
        AssertSame<SignatureKind, V1.SignatureKind>();
        AssertSame<FindingKind, V1.FindingKind>();
        AssertSame<NullForm, V1.NullForm>();

        static void AssertSame<TDomain, TMessage>()
            where TDomain : struct, Enum
            where TMessage : struct, Enum =>
            Assert.Equal(Enum.GetNames<TDomain>().Prepend("Unspecified"), Enum.GetNames<TMessage>());
    }

    [Fact]
    public void Every_figure_of_a_report_is_in_its_message()
    {
        var message = ReportMapper.ToMessage(Batch(0.25));
        Assert.Equal("r", message.Reference);
        Assert.Equal(0.25, message.HealthIndex);
        Assert.Equal(V1.Verdict.Warning, message.Verdict);
        Assert.Equal(["because"], message.Reasons);
        Assert.Equal(["note"], message.Notes);
        var score = Assert.Single(message.Scores);
        Assert.Equal(
            (1, 2, 3, 4, 0.5, 0.6, 0.7, 0.8),
            (score.Value, score.NullMedian, score.NullP05, score.NullP95, score.PValue, score.AdjustedPValue, score.Effect, score.DetectableEffect));
        Assert.Equal(V1.Verdict.Watch, score.Severity);
        Assert.Equal(V1.SignatureKind.Drift, Assert.Single(message.Signatures).Kind);
        var axis = Assert.Single(message.Axes);
        Assert.Equal((V1.Axis.Tail, 0.3, "recall", V1.Verdict.Healthy), (axis.Axis, axis.PValue, axis.WorstMetric, axis.Severity));
        var damage = Assert.Single(message.Damages);
        Assert.Equal((V1.DamageKind.Contraction, 0.1, 0.05, 0.15), (damage.Kind, damage.Dose, damage.DoseLow, damage.DoseHigh));
        Assert.Equal((0.01, 0.02, 0.04, V1.Verdict.Watch), (damage.PValue, damage.AdjustedPValue, damage.DetectableDose, damage.Severity));
        var subset = Assert.Single(message.Subsets);
        Assert.Equal(("city", 0.8, 0.01, 0.02), (subset.Subset, subset.Recall, subset.RecallPValue, subset.RecallAdjustedPValue));
        Assert.Equal(["text"], Assert.Single(message.LostRegions).ExemplarTexts);
        Assert.Equal(["x"], Assert.Single(message.OverfullRegions).ExemplarIds);
        var finding = Assert.Single(message.Findings);
        Assert.Equal(("second", 0, 0.9), (finding.Id, finding.OtherIndex, finding.Value));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_figure_that_is_not_finite_never_leaves(double value) =>
        Assert.Throws<NotFiniteNumberException>(() => ReportMapper.ToMessage(Batch(value)));

    private static ScoredBatch Batch(double healthIndex) => new(
        Stored.Reference("r"),
        [new("one"), new("two") { Id = "second" }],
        new JudgeOptions(),
        new Report
        {
            SampleCount = 2,
            Verdict = Verdict.Warning,
            Reasons = ["because"],
            HealthIndex = healthIndex,
            Scores =
            [
                new Score("vendi", Detection.Metrics.Axis.Diversity, Detection.Metrics.Direction.LowerIsWorse)
                {
                    Tested = true,
                    Value = 1,
                    Judgement = new Judgement(2, 3, 4, 0.5, 0.6, 0.7, 0.8),
                    Severity = Verdict.Watch,
                },
            ],
            Axes = [new AxisScore(Detection.Metrics.Axis.Tail, 0.3, "recall", Verdict.Healthy)],
            Damages = [new DamageEstimate(Detection.Calibration.DamageKind.Contraction, 0.1, 0.05, 0.15, 0.01, 0.02, 0.04, Verdict.Watch)],
            Signatures = [new Signature(SignatureKind.Drift, Verdict.Warning, ["evidence"], ["mmd"], "advice")],
            Subsets = [new SubsetScore("city", 1, 2, 0.3, 0.4, 0.5, 0.6, true) { Recall = 0.8, RecallPValue = 0.01, RecallAdjustedPValue = 0.02 }],
            LostRegions = [new Region(1, 0.1, 0.2, 3, 4, 0.5, [new Exemplar(null, "text")])],
            OverfullRegions = [new Region(2, 0.1, 0.2, 3, 4, 0.5, [new Exemplar("x", null)])],
            Findings = [new Finding(1, FindingKind.ExactDuplicate, 0, 0.9)],
            Notes = ["note"],
        });
}
