using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Metrics;

public sealed class DomainAucTests
{
    private const int Components = 8;
    private static readonly float[] Variances = [.. Enumerable.Repeat(1f, Components)];

    [Fact]
    public void Outputs_of_the_same_source_cannot_be_told_apart() =>
        Assert.InRange(Measure(1, 1000, 1000, 0), 0.46, 0.54);

    [Fact]
    public void Separated_outputs_are_told_apart_without_error() => Assert.Equal(1, Measure(2, 64, 300, 12), 9);

    [Fact]
    public void Identical_points_on_both_sides_are_a_coin_toss()
    {
        float[][] Points(int count) => [.. Enumerable.Repeat(new float[Components], count)];
        Assert.Equal(0.5, DomainAuc.Measure((Points(16), Points(16)), Points(50), Points(50), new float[Components]), 12);
    }

    [Theory]
    [InlineData(64, 400)]
    [InlineData(256, 400)]
    [InlineData(64, 100)]
    public void Healthy_batches_are_at_most_as_often_significant_as_the_level_says(int count, int reference)
    {
        const int Batches = 300;
        var deviation = DomainAuc.Deviation(count / 2, count / 2, reference);
        var areas = new double[Batches];
        Parallel.For(0, Batches, i => areas[i] = Measure(1000 + (ulong)i, count, reference, 0));
        Assert.Equal(0.5, areas.Average(), 2);

        // 15 expected at most; 26 is the .997 quantile of Binomial(300, .05).
        Assert.InRange(areas.Count(area => Distributions.NormalCdf(-(area - 0.5) / deviation) <= 0.05), 0, 26);
        Assert.InRange(Math.Sqrt(areas.Average(area => (area - 0.5) * (area - 0.5))), 0.75 * deviation, 1.1 * deviation);
    }

    [Fact]
    public void Averaging_over_the_halves_does_not_make_it_as_sure_as_all_outputs_would()
    {
        const int Batches = 300;
        var areas = new double[Batches];
        Parallel.For(0, Batches, i => areas[i] = Measure(2000 + (ulong)i, 64, 800, 0));
        var deviation = Math.Sqrt(areas.Average(area => (area - 0.5) * (area - 0.5)));
        Assert.InRange(deviation / Math.Sqrt((1 / (12.0 * 64)) + (1 / (12.0 * 800))), 1.15, 1.5);
    }

    // Outputs differ from the reference by a shift of the first component.
    private static double Measure(ulong seed, int count, int reference, float shift)
    {
        var random = new SeededRandom(seed, 5);
        float[][] Rows(int rows, float mean) =>
            [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, Components).Select(j => (float)random.NextGaussian() + (j == 0 ? mean : 0)).ToArray())];
        return DomainAuc.Measure((Rows(count / 2, shift), Rows(count / 2, shift)), Rows(reference, 0), Rows(reference, 0), Variances);
    }
}
