using Detector.Cli.Gate;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Mixing;
using Detector.V1;

namespace Detector.Client.Tests.Mixing;

public sealed class MixSearchTests
{
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(0.77)]
    [InlineData(0.99)]
    public async Task The_smallest_share_that_passes_is_found(double needed)
    {
        var calls = 0;
        var advice = await new MixSearch((share, _) => Judge(share >= needed, ref calls), 1).FindAsync();
        Assert.InRange(advice.Share!.Value, needed, needed + (1.0 / MixSearch.Steps));
        Assert.Equal(advice.Points.OrderBy(point => point.Share), advice.Points);
        Assert.Equal(MixSearch.ConfirmingDraws, advice.Points.Single(point => point.Share == advice.Share).Outcomes.Count);
        Assert.InRange(calls, 30, 60);
    }

    [Fact]
    public async Task A_share_that_passes_by_luck_is_not_advised()
    {
        // Accepted with a probability that rises with the share; the draws of a share are the same in each run.
        var random = new Random(5);
        var advices = new List<double>();
        for (var run = 0; run < 200; run++)
        {
            var calls = 0;
            var advice = await new MixSearch((share, _) => Judge(random.NextDouble() < Pass(share), ref calls), 1).FindAsync();
            advices.Add(Pass(advice.Share ?? 1));
        }

        // What is advised passes nearly always, not just more often than not.
        Assert.InRange(advices.Average(), 0.84, 1);
        Assert.InRange(advices.Count(pass => pass < 0.7), 0, 16);

        static double Pass(double share) => Math.Clamp((share - 0.3) / 0.2, 0, 0.97);
    }

    [Fact]
    public async Task No_share_is_tried_for_which_there_is_no_data()
    {
        var largest = 0.0;
        var calls = 0;
        var advice = await new MixSearch(
            (share, _) =>
            {
                largest = Math.Max(largest, share);
                return Judge(share > 0.6, ref calls);
            },
            0.5).FindAsync();
        Assert.Null(advice.Share);
        Assert.Equal(0.5, largest);
    }

    [Fact]
    public async Task Healthy_data_needs_none()
    {
        var calls = 0;
        Assert.Equal(0, (await new MixSearch((_, _) => Judge(true, ref calls), 1).FindAsync()).Share);
        Assert.Equal(MixSearch.ConfirmingDraws, calls);
    }

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(0.5, 100, 100)]
    [InlineData(0.75, 100, 300)]
    [InlineData(1.0 / 64, 1000, 16)]
    public void The_share_becomes_a_number_to_add(double share, long samples, long added) => Assert.Equal(added, MixAdvice.ToAdd(share, samples));

    private static Task<GateOutcome> Judge(bool passes, ref int calls)
    {
        calls++;
        var decision = passes ? GateDecision.Accept : GateDecision.Quarantine;
        return Task.FromResult(new GateOutcome(decision, [new Criterion("verdict", "", "", decision)], null, new Report { Verdict = Verdict.Watch }));
    }
}
