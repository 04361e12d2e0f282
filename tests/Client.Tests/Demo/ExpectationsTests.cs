using Detector.Cli.Demo;
using Detector.Cli.Demo.Loop;
using Detector.Cli.Demo.Results;
using Detector.V1;

namespace Detector.Client.Tests.Demo;

public sealed class ExpectationsTests
{
    [Fact]
    public void All_hold_when_early_collapse_comes_first_and_accumulating_holds_longer() =>
        Assert.Equal([true, true, true], Holds(
            Verdict.Healthy,
            [
                (Arm.Replace, Verdict.Healthy, null), (Arm.Replace, Verdict.Warning, SignatureKind.EarlyCollapse),
                (Arm.Replace, Verdict.Critical, SignatureKind.LateCollapse),
                (Arm.Accumulate, Verdict.Healthy, null), (Arm.Accumulate, Verdict.Healthy, null), (Arm.Accumulate, Verdict.Warning, SignatureKind.EarlyCollapse),
            ]));

    [Theory]
    [InlineData(SignatureKind.LateCollapse)]
    [InlineData(SignatureKind.Repetition)]
    [InlineData(SignatureKind.ModeCollapse)]
    public void Early_collapse_that_does_not_come_first_does_not_count(SignatureKind late) =>
        Assert.Equal([true, false, true], Holds(
            Verdict.Healthy,
            [(Arm.Replace, Verdict.Critical, late), (Arm.Replace, Verdict.Critical, SignatureKind.EarlyCollapse), (Arm.Accumulate, Verdict.Healthy, null)]));

    [Fact]
    public void Nothing_holds_when_nothing_is_seen() =>
        Assert.Equal([false, false, false], Holds(
            Verdict.InsufficientEvidence, [(Arm.Replace, Verdict.Watch, null), (Arm.Accumulate, Verdict.Watch, null)]));

    [Theory]
    [InlineData(Verdict.Watch, true)]
    [InlineData(Verdict.Warning, false)]
    public void With_a_defended_arm_it_must_hold_longer_than_replace(Verdict defended, bool holds) =>
        Assert.Equal([true, false, true, holds], Holds(
            Verdict.Healthy,
            [(Arm.Replace, Verdict.Warning, null), (Arm.Accumulate, Verdict.Watch, null), (Arm.Defend, defended, null)],
            new DemoOptions { Defend = true }));

    private static List<bool> Holds(
        Verdict heldOut, (Arm Arm, Verdict Verdict, SignatureKind? Signature)[] generations, DemoOptions? options = null)
    {
        var reports = generations.GroupBy(generation => generation.Arm).SelectMany(arm => arm.Select((generation, number) =>
            new GenerationReport(arm.Key, number, Report(generation.Verdict, generation.Signature), new Report())));
        var result = new DemoResult(options ?? new DemoOptions(), Report(heldOut, null), [.. reports]);
        return [.. Expectations.Of(result).Select(expectation => expectation.Holds)];
    }

    private static Report Report(Verdict verdict, SignatureKind? signature)
    {
        var report = new Report { Verdict = verdict };
        if (signature is { } kind)
        {
            report.Signatures.Add(new Signature { Kind = kind });
        }

        return report;
    }
}
