using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class BetaBinomialUniformityTests
{
    [Theory]
    [InlineData(30, 20, 381)]
    [InlineData(200, 1.5, 300.5)]
    [InlineData(500, 80, 20)]
    public void P_values_are_uniform_up_to_the_steps_of_the_counts(int trials, double alpha, double beta)
    {
        double below = 0;
        for (var count = 0; count <= trials; count++)
        {
            var p = Distributions.BetaBinomialLower(count, trials, alpha, beta);

            // P(p-value <= p) is p itself at every p-value that occurs, so never more than the level at any other level.
            var mass = Distributions.BetaBinomialUpper(count, trials, alpha, beta) - Distributions.BetaBinomialUpper(count + 1, trials, alpha, beta);
            below += mass;
            Assert.Equal(p, below, 9);
        }

        Assert.Equal(1, below, 9);
    }

    [Fact]
    public void Exceedances_of_an_order_statistic_follow_it_whatever_the_distribution()
    {
        // The number of 60 new values above the 95th of 100 old ones, of an exponential distribution.
        const int Trials = 4000;
        var random = new SeededRandom(11);
        double Next() => -Math.Log(1 - random.NextDouble());
        var small = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var threshold = Enumerable.Range(0, 100).Select(_ => Next()).Order().ElementAt(94);
            small += Enumerable.Range(0, 60).Count(_ => Next() > threshold) <= 1 ? 1 : 0;
        }

        var expected = Distributions.BetaBinomialLower(1, 60, 6, 95);
        Assert.InRange(small, (Trials * expected) - (4 * Math.Sqrt(Trials * expected)), (Trials * expected) + (4 * Math.Sqrt(Trials * expected)));
    }
}
