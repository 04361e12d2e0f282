using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Golden;

public sealed class GoldenTests
{
    [Theory]
    [InlineData("0.1")]
    [InlineData("0.5")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("inf")]
    public void Vendi_of_a_kernel_matrix_agrees_with_vendi_score(string order)
    {
        var rows = Peers.Rows("vendi", "K");
        Assert.Equal(Peers.At("vendi", "K_by_q", order).GetDouble(), Hill(rows, order), 9);
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("inf")]
    public void Vendi_of_embeddings_agrees_with_vendi_score(string order)
    {
        // Of 40 eigenvalues 32 are zero up to rounding; orders below 1 magnify that.
        var digits = order == "0.5" ? 5 : 9;
        var rows = Peers.Rows("vendi", "emb").Select(Unit).ToArray();
        var kernel = rows.Select(a => rows.Select(b => a.Zip(b, (x, y) => x * y).Sum()).ToArray()).ToArray();
        Assert.Equal(Peers.At("vendi", "emb_dual_by_q", order).GetDouble(), Hill(kernel, order), digits);
    }

    [Theory]
    [InlineData("tiny", "expected", 2)]
    [InlineData("small", "expected", 5)]
    [InlineData("small", "expected_k3", 3)]
    public void Precision_recall_coverage_and_density_agree_with_prdc(string set, string expected, int k)
    {
        var real = Peers.Rows("prdc", set, "real");
        var fake = Peers.Rows("prdc", set, "fake");
        var inside = fake.Select(output => Balls.Holding(Row(output, real), Radii(real, k), 0)).ToArray();
        var covered = new byte[real.Length];
        var radii = Radii(fake, k);
        for (var i = 0; i < fake.Length; i++)
        {
            Neighbours.MarkAtLeast(Row(fake[i], real), radii[i], covered);
        }

        Assert.Equal(Peers.At("prdc", set, expected, "precision").GetDouble(), (double)inside.Count(balls => balls.Length > 0) / fake.Length, 12);
        Assert.Equal(
            Peers.At("prdc", set, expected, "coverage").GetDouble(), (double)inside.SelectMany(balls => balls).Distinct().Count() / real.Length, 12);
        Assert.Equal(
            Peers.At("prdc", set, expected, "density").GetDouble(), inside.Sum(balls => balls.Length) / (double)(k * fake.Length), 12);
        Assert.Equal(Peers.At("prdc", set, expected, "recall").GetDouble(), (double)covered.Sum(mark => mark) / real.Length, 12);
    }

    [Theory]
    [InlineData("frouros_sigma_0_5", 0.5)]
    [InlineData("frouros_sigma_1", 1)]
    public void Mmd_agrees_with_frouros(string expected, double sigma)
    {
        Assert.Equal(Peers.At("mmd", expected).GetDouble(), Mmd(Peers.Rows("mmd", "X"), Peers.Rows("mmd", "Y"), sigma), 12);
    }

    [Theory]
    [InlineData("0.5", 6)]
    [InlineData("1", 9)]
    [InlineData("2", 9)]
    [InlineData("inf", 9)]
    public void Vendi_of_samples_with_a_kernel_agrees_with_vendi_score(string order, int digits)
    {
        // Three eigenvalues are zero up to rounding; orders below 1 magnify that.
        var samples = Peers.At("vendi", "readme_samples").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var kernel = samples.Select(a => samples.Select(b => Math.Exp(-Math.Abs(a - b))).ToArray()).ToArray();
        Assert.Equal(Peers.At("vendi", "samples_by_q", order).GetDouble(), Hill(kernel, order), digits);
    }

    [Fact]
    public void Mean_distance_agrees_with_the_internal_diversity_of_vendi_score()
    {
        var kernel = Peers.Rows("vendi", "K");
        double n = kernel.Length;
        var distance = 1 - kernel.SelectMany((row, i) => row.Where((_, j) => i != j)).Average();

        // Theirs also counts each output with itself.
        Assert.Equal(Peers.At("vendi", "intdiv_K").GetDouble(), distance * (n - 1) / n, 12);
    }

    [Fact]
    public void Mmd_of_several_bandwidths_agrees_with_alibi_detect()
    {
        var x = Peers.Rows("mmd", "X");
        var y = Peers.Rows("mmd", "Y");
        var median = Peers.At("mmd", "alibi_sigma_median_of_X").GetDouble();
        Assert.Equal(Peers.At("mmd", "alibi_multi_bw_1_2").GetDouble(), Mmd(x, y, 1, 2), 7);
        Assert.Equal(Peers.At("mmd", "alibi_mmd2_median").GetDouble(), Mmd(x, y, median), 7);
    }

    [Fact]
    public void Mmd_of_samples_of_different_sizes_agrees_with_frouros()
    {
        foreach (var pair in Peers.At("mmd", "frouros_one_dimension").EnumerateArray())
        {
            double[][] Column(string name) => [.. pair.GetProperty(name).EnumerateArray().Select(value => new[] { value.GetDouble() })];
            var distance = Mmd(Column("x"), Column("y"), pair.GetProperty("sigma").GetDouble());
            Assert.Equal(pair.GetProperty("expected").GetDouble(), distance, 7);
        }
    }

    [Theory]
    [InlineData("ngram_diversity_n3", 3)]
    [InlineData("ngram_diversity_n4", 4)]
    public void Distinct_ratios_add_up_to_the_score_of_diversity(string expected, int orders)
    {
        // Theirs splits at white space and keeps case and punctuation: every different token becomes a word.
        var tokens = string.Join(' ', Peers.At("diversity", "texts").EnumerateArray().Select(text => text.GetString())).Split(' ');
        var different = tokens.Distinct().ToList();
        var draw = Populations.Drawn(
            Populations.Matrix(1, 2, (_, _) => 1), string.Join(' ', tokens.Select(token => $"w{different.IndexOf(token)}")));
        var sum = Enumerable.Range(1, orders).Sum(order => new Distinct(order).Measure(draw, tokens.Length - order + 1));
        Assert.Equal(Peers.At("diversity", expected).GetDouble(), sum, 3);
    }

    [Fact]
    public void Compression_ratio_agrees_with_one_pass_of_gzip()
    {
        var texts = Peers.At("compression", "texts").EnumerateArray().Select(text => text.GetString());
        var ratio = Compression.Ratio(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', texts)));
        Assert.Equal(Peers.At("compression", "gzip_single").GetDouble(), ratio, 1);
    }

    private static double Mmd(double[][] x, double[][] y, params double[] sigmas)
    {
        double Kernel(double[] a, double[] b) => sigmas.Average(sigma => Math.Exp(SquaredDistance(a, b) / (-2 * sigma * sigma)));
        double Within(double[][] rows) =>
            rows.SelectMany((a, i) => rows.Where((_, j) => i != j).Select(b => Kernel(a, b))).Average();
        var across = x.SelectMany(a => y.Select(b => Kernel(a, b))).Average();
        return MaximumMeanDiscrepancy.Unbiased(Within(x), Within(y), across);
    }

    private static double Hill(double[][] kernel, string order)
    {
        var matrix = kernel.SelectMany(row => row.Select(value => value / kernel.Length)).ToArray();
        var values = new double[kernel.Length];
        SymmetricEigen.Values(matrix, kernel.Length, values);
        return Spectrum.HillNumber(values, order == "inf" ? double.PositiveInfinity : double.Parse(order, System.Globalization.CultureInfo.InvariantCulture));
    }

    // Similarity is minus the squared distance: the kernels only compare.
    private static float[] Row(double[] point, double[][] others) => [.. others.Select(other => -(float)SquaredDistance(point, other))];

    private static float[] Radii(double[][] points, int k) =>
    [
        .. points.Select((point, i) =>
        {
            var best = new float[k];
            Neighbours.LargestK(Row(point, points), i, best);
            return best[k - 1];
        }),
    ];

    private static double SquaredDistance(double[] a, double[] b) => a.Zip(b, (x, y) => (x - y) * (x - y)).Sum();

    private static double[] Unit(double[] row)
    {
        var length = Math.Sqrt(row.Sum(value => value * value));
        return [.. row.Select(value => value / length)];
    }
}
