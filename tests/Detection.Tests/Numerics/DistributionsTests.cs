using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

/// <summary>The expected probabilities come from exact rational arithmetic.</summary>
public sealed class DistributionsTests
{
    private const double Relative = 1e-11;

    [Theory]
    [InlineData(1e-5, 11.512919692895824)]
    [InlineData(0.5, 0.5723649429247004)]
    [InlineData(1, 0)]
    [InlineData(1.5, -0.12078223763524543)]
    [InlineData(2, 0)]
    [InlineData(3.7, 1.4280723266653883)]
    [InlineData(10.25, 13.368023671476049)]
    [InlineData(15.9, 27.625493215168696)]
    [InlineData(100.5, 361.4355404677776)]
    [InlineData(12345.678, 103959.91990554606)]
    public void The_logarithm_of_gamma_is_known(double x, double expected) =>
        AssertClose(expected, Distributions.LogGamma(x), 1e-13);

    [Theory]
    [InlineData(3, 10, 0.5, 1.5, 0.6996307373046875, 0.3896331787109375)]
    [InlineData(40, 200, 30, 20, 4.697611107958135e-08, 0.9999999701484041)]
    [InlineData(5, 400, 12, 7, 2.116872046143172e-15, 0.9999999999999993)]
    [InlineData(0, 300, 0.25, 0.25, 0.11747859635630663, 1)]
    [InlineData(250, 300, 2.5, 9, 0.9999968493160599, 3.6983283328929016e-06)]
    public void Beta_binomial_tails_are_exact(int k, int n, double alpha, double beta, double lower, double upper)
    {
        AssertClose(lower, Distributions.BetaBinomialLower(k, n, alpha, beta), Relative);
        AssertClose(upper, Distributions.BetaBinomialUpper(k, n, alpha, beta), Relative);
        AssertClose(lower, Distributions.BetaBinomialUpper(n - k, n, beta, alpha), Relative);
    }

    [Theory]
    [InlineData(3, 10, 0.25, 0.7758750915527344, 0.4744071960449219)]
    [InlineData(200, 1000, 0.25, 0.00010898019880887953, 0.9999197067126001)]
    [InlineData(400, 1000, 0.25, 1, 1.6103065648548268e-25)]
    [InlineData(1, 2000, 0.01, 3.951540514829059e-08, 0.9999999981362434)]
    public void Binomial_tails_are_exact(int k, int n, double p, double lower, double upper)
    {
        AssertClose(lower, Distributions.BinomialLower(k, n, p), Relative);
        AssertClose(upper, Distributions.BinomialUpper(k, n, p), Relative);
    }

    [Theory]
    [InlineData(2, 10, 7, 30, 0.5711759504862953, 0.7715296198054818)]
    [InlineData(40, 100, 300, 1000, 0.9910472101817533, 0.015884297232080867)]
    [InlineData(5, 100, 300, 1000, 7.953774745206594e-11, 0.9999999999917354)]
    [InlineData(9, 10, 90, 100, 0.6695237889132748, 0.7384715334160155)]
    public void Hypergeometric_tails_are_exact(int k, int draws, int successes, int population, double lower, double upper)
    {
        AssertClose(lower, Distributions.HypergeometricLower(k, draws, successes, population), Relative);
        AssertClose(upper, Distributions.HypergeometricUpper(k, draws, successes, population), Relative);
        AssertClose(lower, Distributions.HypergeometricLower(k, successes, draws, population), Relative);
    }

    [Theory]
    [InlineData(0.3, 0.4)]
    [InlineData(1, 1)]
    [InlineData(80, 3)]
    [InlineData(1e5, 2e5)]
    public void The_two_tails_of_every_count_add_to_one(double alpha, double beta)
    {
        const int N = 120;
        for (var k = -1; k <= N; k++)
        {
            Assert.Equal(
                1, Distributions.BetaBinomialLower(k, N, alpha, beta) + Distributions.BetaBinomialUpper(k + 1, N, alpha, beta), 1e-12);
            Assert.Equal(1, Distributions.BinomialLower(k, N, 0.3) + Distributions.BinomialUpper(k + 1, N, 0.3), 1e-12);
            Assert.Equal(
                1, Distributions.HypergeometricLower(k, N, 200, 500) + Distributions.HypergeometricUpper(k + 1, N, 200, 500), 1e-12);
        }
    }

    [Fact]
    public void Equal_parameters_of_one_make_every_count_as_likely()
    {
        for (var k = 0; k <= 50; k++)
        {
            AssertClose((k + 1) / 51.0, Distributions.BetaBinomialLower(k, 50, 1, 1), 1e-12);
        }
    }

    [Fact]
    public void A_concentrated_beta_makes_the_binomial() =>
        AssertClose(
            Distributions.BinomialLower(20, 100, 0.3), Distributions.BetaBinomialLower(20, 100, 3e11, 7e11), 1e-8);

    [Fact]
    public void Impossible_counts_have_no_probability_and_the_whole_range_has_all()
    {
        Assert.Equal(0, Distributions.BetaBinomialLower(-1, 10, 1, 2));
        Assert.Equal(0, Distributions.BetaBinomialUpper(11, 10, 1, 2));
        Assert.Equal(1, Distributions.BetaBinomialLower(10, 10, 1, 2));
        Assert.Equal(1, Distributions.BetaBinomialUpper(0, 10, 1, 2));
        Assert.Equal(1, Distributions.BetaBinomialLower(0, 0, 1, 2));
        Assert.Equal(0, Distributions.HypergeometricLower(4, 10, 15, 20));
        Assert.Equal(1, Distributions.HypergeometricUpper(5, 10, 15, 20));
        Assert.Equal(1, Distributions.BinomialLower(0, 5, 0));
        Assert.Equal(0, Distributions.BinomialUpper(1, 5, 0));
        Assert.Equal(1, Distributions.BinomialUpper(5, 5, 1));
        Assert.Equal(0, Distributions.BinomialLower(4, 5, 1));
    }

    [Fact]
    public void A_possible_count_is_never_impossible()
    {
        Assert.True(Distributions.BinomialLower(0, 10_000, 0.5) > 0);
        Assert.True(Distributions.BetaBinomialUpper(10_000, 10_000, 1, 1e4) > 0);
    }

    [Theory]
    [InlineData(0.4, 0.7)]
    [InlineData(12, 30)]
    public void The_quantile_is_the_least_count_that_reaches_the_probability(double alpha, double beta)
    {
        const int N = 60;
        foreach (var p in new[] { 0, 1e-9, 0.01, 0.5, 0.975, 1 - 1e-9, 1 })
        {
            var k = Distributions.BetaBinomialQuantile(p, N, alpha, beta);
            Assert.True(Distributions.BetaBinomialLower(k, N, alpha, beta) >= p);
            Assert.True(k == 0 || Distributions.BetaBinomialLower(k - 1, N, alpha, beta) < p);
        }
    }

    [Theory]
    [InlineData(-10, 7.619853024160593e-24)]
    [InlineData(-5, 2.866515718791946e-07)]
    [InlineData(-2.5, 0.006209665325776139)]
    [InlineData(-2.4, 0.008197535924596138)]
    [InlineData(-1, 0.15865525393145707)]
    [InlineData(-0.001, 0.49960105778608893)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.6914624612740131)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(3, 0.9986501019683699)]
    public void The_normal_distribution_is_known_and_inverts(double x, double expected)
    {
        AssertClose(expected, Distributions.NormalCdf(x), 1e-13);
        Assert.Equal(x, Distributions.NormalQuantile(expected), 1e-12);
    }

    [Fact]
    public void The_far_tail_of_the_normal_distribution_inverts()
    {
        foreach (var p in new[] { 1e-300, 1e-100, 1e-20, 1e-8, 0.3 })
        {
            AssertClose(p, Distributions.NormalCdf(Distributions.NormalQuantile(p)), 1e-11);
        }

        Assert.Equal(double.NegativeInfinity, Distributions.NormalQuantile(0));
        Assert.Equal(double.PositiveInfinity, Distributions.NormalQuantile(1));
        Assert.Equal(0, Distributions.NormalCdf(double.NegativeInfinity));
        Assert.Equal(1, Distributions.NormalCdf(double.PositiveInfinity));
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.LogGamma(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.BetaBinomialLower(1, 2, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.BetaBinomialUpper(1, 2, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.BinomialLower(1, -1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.BinomialLower(1, 2, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.HypergeometricLower(1, 11, 3, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.HypergeometricLower(1, 3, 11, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.NormalQuantile(-0.1));
    }

    private static void AssertClose(double expected, double actual, double relative) =>
        Assert.Equal(expected, actual, Math.Max(Math.Abs(expected), 1e-300) * relative);
}
