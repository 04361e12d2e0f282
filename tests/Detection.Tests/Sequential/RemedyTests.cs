using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class RemedyTests
{
    [Fact]
    public void Ranks_of_exchangeable_windows_are_uniform_and_independent_though_the_reported_p_values_are_coarse()
    {
        // Half of the p-values are 1, as those of a rate that is usually 0; a twentieth are .1; the reference is worth next to nothing.
        const int Windows = 4000;
        var random = new SeededRandom(21);
        var history = AxisHistory.Empty;
        var ranks = new double[Windows];
        for (var window = 0; window < Windows; window++)
        {
            var u = random.NextDouble();
            var axis = new ObservedAxis(EvidenceKey.Damage, u < 0.5 ? 1 : u < 0.55 ? 0.1 : u);
            ranks[window] = ConformalRank.Of(axis.PValue, axis.Score, 1e-9, history, random.NextDouble());
            history = history.Learn(axis.Score, 1, keepScores: true);
        }

        Assert.All([0.01, 0.05, 0.25, 0.5, 0.9], level => Assert.InRange(
            ranks.Count(rank => rank <= level),
            (Windows * level) - (4 * Math.Sqrt(Windows * level * (1 - level))), (Windows * level) + (4 * Math.Sqrt(Windows * level * (1 - level)))));
        var lagged = ranks.Zip(ranks.Skip(1), (a, b) => 12 * (a - 0.5) * (b - 0.5)).Average();
        Assert.InRange(lagged, -4 / Math.Sqrt(Windows), 4 / Math.Sqrt(Windows));
        Assert.All(ranks, rank => Assert.InRange(rank, double.Epsilon, 1));
    }

    [Fact]
    public void A_rank_counts_the_reference_as_the_windows_it_is_worth()
    {
        var history = AxisHistory.Empty.Learn(1, 9, true).Learn(3, 9, true).Learn(1, 9, true);

        // .2 of 9 windows and one accepted window are worse, two tie.
        Assert.Equal((1.8 + 1 + (0.75 * 3)) / 13, ConformalRank.Of(0.2, 1, 9, history, 0.25), 12);
    }

    [Fact]
    public void Predictive_p_values_are_uniform_over_references_and_never_below_the_reported()
    {
        const int References = 1500;
        var small = 0;
        for (var run = 1; run <= References; run++)
        {
            var stream = new Streams((ulong)run, 4);
            var history = AxisHistory.Empty;
            for (var window = 0; window < 30; window++)
            {
                history = history.Learn(new ObservedAxis(EvidenceKey.Damage, stream.Next()).Score, 4, false);
            }

            var last = new ObservedAxis(EvidenceKey.Damage, stream.Next());
            var p = PredictivePValue.Of(last.PValue, last.Score, 4, history);
            Assert.InRange(p, last.PValue, 1);

            // With a reported p-value of next to nothing the bound does not bind.
            small += PredictivePValue.Of(double.Epsilon, last.Score, 4, history) <= 0.05 ? 1 : 0;
        }

        Assert.InRange(small, (0.05 * References) - (4 * Math.Sqrt(0.0475 * References)), (0.05 * References) + (4 * Math.Sqrt(0.0475 * References)));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(500, 1)]
    [InlineData(500, 25)]
    public void A_rank_limit_is_the_share_under_which_so_few_would_be_unlikely(int windows, int rank)
    {
        var limit = RankLimit.Of(rank / (windows + 1.0), windows);
        Assert.Equal(RankLimit.Risk, Distributions.BinomialLower(rank - 1, windows, limit), 9);
        Assert.Equal(1, RankLimit.Of(1, windows));
    }
}
