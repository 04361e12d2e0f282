using Detector.Detection.Judging;

namespace Detector.Detection.Tests.Judging;

public sealed class RecallLawTests
{
    private const double Never = 1e-300;

    [Theory]
    [InlineData(20, 0.8, 0.15)]
    [InlineData(200, 0.5, 0.08)]
    [InlineData(50, 0.95, 0.05)]
    public void Mean_and_variance_are_those_that_the_draws_showed(int samples, double mean, double deviation)
    {
        var (first, second) = Moments(new RecallLaw(samples, mean, deviation, Never), samples);
        Assert.Equal(mean, first, 6);
        Assert.Equal(deviation * deviation, second, 6);
    }

    [Fact]
    public void A_variance_below_the_binomial_one_counts_as_that()
    {
        var (mean, variance) = Moments(new RecallLaw(50, 0.6, 0.001, Never), 50);
        Assert.Equal(0.6, mean, 6);
        Assert.Equal(0.6 * 0.4 / 50, variance, 5);
    }

    [Fact]
    public void No_recall_is_less_likely_than_the_absence_of_the_label()
    {
        Assert.Equal(0.02, new RecallLaw(50, 0.9, 0.03, 0.02).PValue(0));
        Assert.Null(new RecallLaw(50, 0.9, 0.03, 0.2).DetectableLoss());
        Assert.InRange(new RecallLaw(50, 0.9, 0.03, 0.001).DetectableLoss()!.Value, 0.05, 0.3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_recall_that_never_varied_leaves_a_law(double mean)
    {
        var law = new RecallLaw(12, mean, 0, Never);
        Assert.InRange(law.PValue(0), double.Epsilon, 1);
        Assert.InRange(law.PValue(12), 0.999, 1);
        Assert.InRange(law.At(0.5), mean == 0 ? 0 : 1, mean);
    }

    private static (double Mean, double Variance) Moments(RecallLaw law, int samples)
    {
        double previous = 0, mean = 0, square = 0;
        for (var count = 0; count <= samples; count++)
        {
            var share = (double)count / samples;
            var mass = law.PValue(count) - previous;
            previous = law.PValue(count);
            mean += mass * share;
            square += mass * share * share;
        }

        return (mean, square - (mean * mean));
    }
}
