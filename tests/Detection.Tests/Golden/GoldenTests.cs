using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;

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
        var x = Peers.Rows("mmd", "X");
        var y = Peers.Rows("mmd", "Y");
        double Kernel(double[] a, double[] b) => Math.Exp(SquaredDistance(a, b) / (-2 * sigma * sigma));
        double Within(double[][] rows) =>
            rows.SelectMany((a, i) => rows.Where((_, j) => i != j).Select(b => Kernel(a, b))).Average();
        var across = x.SelectMany(a => y.Select(b => Kernel(a, b))).Average();
        Assert.Equal(Peers.At("mmd", expected).GetDouble(), MaximumMeanDiscrepancy.Unbiased(Within(x), Within(y), across), 12);
    }

    [Fact]
    public void Compression_ratio_agrees_with_one_pass_of_gzip()
    {
        var texts = Peers.At("compression", "texts").EnumerateArray().Select(text => text.GetString());
        var ratio = Compression.Ratio(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', texts)));
        Assert.Equal(Peers.At("compression", "gzip_single").GetDouble(), ratio, 1);
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
