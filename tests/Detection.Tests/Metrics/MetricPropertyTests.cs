using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Metrics;

public sealed class MetricPropertyTests
{
    [Fact]
    public void Every_metric_has_its_own_name_and_a_title()
    {
        Assert.Equal(MetricCatalogue.All.Count, MetricCatalogue.All.Select(metric => metric.Name).Distinct().Count());
        Assert.All(MetricCatalogue.All, metric => Assert.NotEqual(metric.Name, metric.Title));
        Assert.All(MetricCatalogue.All, metric => Assert.Matches("^[a-z][a-z0-9_]*$", metric.Name));
    }

    [Fact]
    public void Copies_count_as_one_output()
    {
        var draw = Populations.Drawn(Populations.Matrix(20, 8, (_, j) => j == 0 ? 1 : 0));
        Assert.Equal(1, new Vendi().Measure(draw, 0), 5);
        Assert.Equal(1, new Rke().Measure(draw, 0), 5);
        Assert.Equal(0, new MeanDistance().Measure(draw, 0), 5);
        Assert.Equal(1, new NearDuplicateRate().Measure(draw, 0));
    }

    [Fact]
    public void Orthonormal_outputs_count_each()
    {
        var draw = Populations.Drawn(Populations.Matrix(32, 32, (i, j) => i == j ? 1 : 0));
        Assert.Equal(Math.Log(32), draw.Entropy.Whole, 5);
        Assert.Equal(0, draw.Entropy.MeanSquaredCosine, 9);
        Assert.Equal(1, new MeanDistance().Measure(draw, 0), 6);
        Assert.Equal(0, new NearDuplicateRate().Measure(draw, 0));
    }

    [Theory]
    [InlineData(64, 38.9)]
    [InlineData(256, 56.6)]
    [InlineData(1024, 62.1)]
    public void Vendi_of_isotropic_outputs_is_biased_as_known_and_corrected_to_the_dimension(int count, double raw)
    {
        var random = new Detector.Detection.Numerics.SeededRandom(9);
        var draw = Populations.Drawn(Populations.Matrix(count, 64, (_, _) => (float)random.NextGaussian()));
        Assert.InRange(Math.Exp(draw.Entropy.Whole), raw - 1.2, raw + 1.2);

        // The correction removes the bias of order 1/n; at n = d terms of higher order are left.
        Assert.InRange(new Vendi().Measure(draw, 0), count == 64 ? 50 : 62, 67);
    }

    [Fact]
    public void Hill_numbers_do_not_increase_with_their_order()
    {
        double[] values = [0.5, 0.2, 0.2, 0.05, 0.05, -1e-9];
        var numbers = new[] { 0, 0.5, 1, 2, 5, double.PositiveInfinity }.Select(q => Spectrum.HillNumber(values, q)).ToArray();
        Assert.Equal(5, numbers[0], 9);
        Assert.Equal(2, numbers[^1], 6);
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal(1, Spectrum.HillNumber([0, 0], 1));
    }

    [Fact]
    public void Exact_duplicates_ignore_case_white_space_and_compatibility_forms()
    {
        var draw = Populations.Drawn(Populations.Matrix(4, 4, (i, j) => i == j ? 1 : 0), "Hello  World", "hello world\n", "ﬁne", "other");
        Assert.Equal(0.5, new ExactDuplicateRate().Measure(draw, 0));
        Assert.Equal(TextFeatures.Of("FINE").NormalizedHash, TextFeatures.Of("ﬁne").NormalizedHash);
    }

    [Fact]
    public void A_text_that_repeats_itself_loops()
    {
        Assert.Equal(0, TextFeatures.Of("one two three four five six seven eight").LoopShare);
        Assert.True(TextFeatures.Of(string.Join(' ', Enumerable.Repeat("a b c d", 10))).LoopShare > 0.8);
        Assert.Equal(0, TextFeatures.Of("word").LoopShare);
        Assert.Equal(0, TextFeatures.Of("").LoopShare);
    }

    [Fact]
    public void Rarefied_types_equal_the_mean_over_all_ways_of_keeping_tokens()
    {
        // Counts 3, 2, 1 of six tokens, three kept: enumerate the 20 ways.
        int[] tokens = [0, 0, 0, 1, 1, 2];
        var kept = new Rarefaction(6, 3);
        double types = 0, singles = 0, ways = 0;
        for (var a = 0; a < 6; a++)
        {
            for (var b = a + 1; b < 6; b++)
            {
                for (var c = b + 1; c < 6; c++)
                {
                    int[] chosen = [tokens[a], tokens[b], tokens[c]];
                    types += chosen.Distinct().Count();
                    singles += chosen.GroupBy(token => token).Count(group => group.Count() == 1);
                    ways++;
                }
            }
        }

        Assert.Equal(types / ways, kept.Present(3) + kept.Present(2) + kept.Present(1), 10);
        Assert.Equal(singles / ways, kept.Single(3) + kept.Single(2) + kept.Single(1), 10);
    }

    [Fact]
    public void Distinct_of_one_phrase_repeated_is_far_below_distinct_of_varied_text()
    {
        var varied = Populations.Drawn(Populations.Matrix(8, 8, (i, j) => i == j ? 1 : 0), [.. Enumerable.Range(0, 8).Select(i => $"a{i} b{i} c{i} d{i} e{i} f{i} g{i} h{i} i{i}")]);
        var repeated = Populations.Drawn(Populations.Matrix(8, 8, (i, j) => i == j ? 1 : 0), [.. Enumerable.Repeat("a b c d e f g h i", 8)]);
        for (var order = 1; order <= 4; order++)
        {
            Assert.Equal(1, new Distinct(order).Measure(varied, 40), 9);
            Assert.True(new Distinct(order).Measure(repeated, 40) < 0.25);
        }

        Assert.True(double.IsNaN(new Distinct(1).Measure(varied, 64 * 64)));
    }

    [Fact]
    public void Words_are_split_at_punctuation_and_ideographs_and_keep_inner_apostrophes()
    {
        Assert.Equal(TextFeatures.Of("don't stop-gap").Words.Length, TextFeatures.Of("Don't, (stop-gap)!").Words.Length);
        Assert.Equal(2, TextFeatures.Of("don't stop-gap").Words.Length);
        Assert.Equal(3, TextFeatures.Of("日本語").Words.Length);
        Assert.Equal(2, TextFeatures.Of("naïve\u0301 cafés").Words.Length);
        Assert.Empty(TextFeatures.Of("... !!! ").Words);
    }
}
