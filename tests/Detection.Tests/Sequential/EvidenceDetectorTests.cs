using System.Globalization;
using Detector.Detection.Numerics;
using Detector.Detection.Sequential;
using Detector.Detection.Tests.Golden;

namespace Detector.Detection.Tests.Sequential;

public sealed class EvidenceDetectorTests
{
    [Fact]
    public void Evidence_agrees_with_the_plain_recursion()
    {
        var random = new SeededRandom(5);
        var detector = EvidenceDetector.Start(2);
        var plain = new double[2];
        for (var window = 1; window <= 200; window++)
        {
            double[] logE = [random.NextGaussian() - 0.5, (2 * random.NextGaussian()) - 2];
            detector = detector.Advance(logE, window, double.PositiveInfinity);
            plain = [.. plain.Zip(logE, (m, log) => (m + 1) * Math.Exp(log))];
            Assert.Equal(Math.Log10(plain.Average()), detector.Log10Evidence, 10);
        }
    }

    [Fact]
    public void Evidence_stays_exact_from_nothing_to_thousands_of_digits()
    {
        var detector = EvidenceDetector.Start(1);
        Assert.Equal(double.NegativeInfinity, detector.Log10Evidence);
        detector = detector.Advance([double.NegativeInfinity], 1, double.PositiveInfinity);
        Assert.Equal(double.NegativeInfinity, detector.Log10Evidence);
        detector = detector.Advance([-5000], 2, double.PositiveInfinity);
        Assert.Equal(-5000 / Math.Log(10), detector.Log10Evidence, 9);
        for (var window = 3; window <= 12; window++)
        {
            detector = detector.Advance([1000], window, double.PositiveInfinity);
        }

        Assert.Equal(10_000 / Math.Log(10), detector.Log10Evidence, 9);
        Assert.Equal(3, detector.ChangeWindow);
        detector = detector.Advance([double.NegativeInfinity], 13, double.PositiveInfinity).Advance([1], 14, double.PositiveInfinity);
        Assert.Equal(1 / Math.Log(10), detector.Log10Evidence, 12);
        Assert.Equal(14, detector.ChangeWindow);
    }

    [Fact]
    public void Evidence_is_cut_at_the_ceiling()
    {
        var detector = EvidenceDetector.Start(1).Advance([50], 1, 20).Advance([50], 2, 20);
        Assert.Equal(20, detector.Components[0].LogEvidence);
        Assert.Equal(20, detector.Components[0].LogRun);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    public void Run_lengths_of_a_normal_shift_agree_with_the_thresholds_of_a_peer(int runLength)
    {
        var threshold = Peers.At("sr_gaussian_theta1_arl_to_threshold", runLength.ToString(CultureInfo.InvariantCulture)).GetDouble();
        const int Runs = 1500;
        var lengths = new double[Runs];
        for (var run = 0; run < Runs; run++)
        {
            var random = new SeededRandom(17, (ulong)run);
            var component = EvidenceComponent.None;
            while (component.LogEvidence < Math.Log(threshold))
            {
                lengths[run]++;
                component = component.Advance(random.NextGaussian() - 0.5, 1, double.PositiveInfinity);
            }
        }

        // Run lengths are nearly exponential: their deviation is their mean.
        var error = 4 * runLength / Math.Sqrt(Runs);
        Assert.InRange(lengths.Average(), runLength - error, runLength + error);
    }
}
