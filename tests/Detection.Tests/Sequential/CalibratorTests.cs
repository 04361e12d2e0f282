using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class CalibratorTests
{
    [Fact]
    public void E_values_of_shifts_integrate_to_one_over_the_p_values()
    {
        // Equal steps in the logit x of p, dp = p (1 - p) dx: for smooth functions that vanish at both ends errors fall exponentially.
        const int Steps = 4000;
        const double Step = 0.03;
        var integrals = new double[ShiftCalibrator.Shifts.Count];
        var logE = new double[integrals.Length];
        for (var step = 0; step < Steps; step++)
        {
            var x = (step * Step) - 80;
            var p = 1 / (1 + Math.Exp(-x));
            ShiftCalibrator.LogEvalues(p, logE);
            for (var i = 0; i < integrals.Length; i++)
            {
                integrals[i] += Math.Exp(logE[i]) * p * (Step / (1 + Math.Exp(x)));
            }
        }

        Assert.All(integrals, integral => Assert.InRange(integral, 1 - 1e-9, 1 + 1e-9));
    }

    [Fact]
    public void E_values_of_shifts_fall_as_p_grows_from_the_least_number_to_one()
    {
        var (last, logE) = (new double[3], new double[3]);
        Array.Fill(last, double.PositiveInfinity);
        foreach (var p in new[] { double.Epsilon, 1e-300, 1e-12, 1e-3, 0.05, 0.3, 0.5, 0.7, 0.999, 1 })
        {
            ShiftCalibrator.LogEvalues(p, logE);
            Assert.All(logE.Zip(last), pair => Assert.True(pair.First < pair.Second));
            logE.CopyTo(last, 0);
        }

        Assert.All(last, value => Assert.Equal(double.NegativeInfinity, value));
    }

    [Theory]
    [InlineData(1, 26.5, 1974.5)]
    [InlineData(256, 26.5, 1974.5)]
    [InlineData(40, 0.5, 12.5)]
    public void E_values_of_a_label_have_mean_one_while_nothing_is_lost(int labelled, double carrying, double others)
    {
        var (means, logE) = (new double[4], new double[4]);
        for (var count = 0; count <= labelled; count++)
        {
            var mass = Math.Exp(new BetaBinomialLaw(labelled, carrying, others).LogMass(count));
            ShareCalibrator.LogEvalues(count, labelled, carrying, others, logE);
            for (var i = 0; i < means.Length; i++)
            {
                means[i] += mass * Math.Exp(logE[i]);
            }
        }

        Assert.All(means, mean => Assert.Equal(1, mean, 9));
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(1, 0.8)]
    [InlineData(2, 1)]
    public void Shifts_are_found_sooner_than_by_the_mixture_of_powers_of_p(double shift, double most)
    {
        const int Runs = 300;
        var (ours, powers) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            ours += Delay(ShiftCalibrator.Shifts.Count, ShiftCalibrator.LogEvalues, shift, (ulong)run);
            powers += Delay(1, MixtureOfPowers, shift, (ulong)run);
        }

        Assert.InRange((double)ours / powers, 0, most);
    }

    // The mixture of k p^(k - 1) over k in (0, 1) (Vovk and Wang 2021).
    private static void MixtureOfPowers(double p, Span<double> logE)
    {
        var log = Math.Log(p);
        logE[0] = p > 0.999 ? Math.Log(0.5) : Math.Log((1 - p + (p * log)) / (p * log * log));
    }

    private static int Delay(int sizes, Calibrator calibrator, double shift, ulong run)
    {
        var random = new SeededRandom(61, run);
        var detector = EvidenceDetector.Start(sizes);
        var logE = new double[sizes];
        var windows = 0;
        while (detector.Log10Evidence < Math.Log10(200))
        {
            windows++;
            calibrator(Distributions.NormalCdf(-(random.NextGaussian() + shift)), logE);
            detector = detector.Advance(logE, windows, double.PositiveInfinity);
        }

        return windows;
    }

    private delegate void Calibrator(double p, Span<double> logE);
}
