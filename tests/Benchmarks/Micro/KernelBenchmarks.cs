using BenchmarkDotNet.Attributes;
using Detector.Detection.Numerics;

namespace Detector.Benchmarks.Micro;

/// <summary>The kernels that reports and nulls spend their time in.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Rows = 1024;
    private const int Dimension = 512;

    private readonly float[] _left = RowsOf(Rows, 1);
    private readonly float[] _right = RowsOf(4 * Rows, 2);
    private readonly float[] _products = new float[4 * Rows * Rows];
    private readonly float[] _moment = new float[Dimension * Dimension];
    private readonly float[] _destroyed = new float[Dimension * Dimension];
    private readonly double[] _values = new double[Dimension];
    private readonly float[] _nearest = new float[5];

    /// <summary>Fills the moment.</summary>
    [GlobalSetup]
    public void Fill() => Gram.SecondMoment(_left, Rows, Dimension, _moment);

    /// <summary>Cosines of 1,024 samples to 4,096.</summary>
    [Benchmark]
    public void Products() => Gram.ProductsParallel(_left, Rows, _right, 4 * Rows, Dimension, _products, CancellationToken.None);

    /// <summary>Cosines of 1,024 samples to each other.</summary>
    [Benchmark]
    public void SelfProducts() => Gram.SelfParallel(_left, Rows, Dimension, _products, CancellationToken.None);

    /// <summary>Second moment of 1,024 samples.</summary>
    [Benchmark]
    public void SecondMoment() => Gram.SecondMoment(_left, Rows, Dimension, _moment);

    /// <summary>Eigenvalues of a moment.</summary>
    [Benchmark]
    public void Eigenvalues()
    {
        _moment.CopyTo(_destroyed, 0);
        SymmetricEigen.Values(_destroyed, Dimension, _values);
    }

    /// <summary>Five nearest of 4,096.</summary>
    [Benchmark]
    public void NearestFive() => Neighbours.LargestK(_products.AsSpan(0, 4 * Rows), -1, _nearest);

    /// <summary>Four kernels of 4,096 cosines.</summary>
    [Benchmark]
    public double Kernels() => KernelSums.SumRbf(_products.AsSpan(0, 4 * Rows), 1f);

    private static float[] RowsOf(int count, int seed)
    {
        var random = new SeededRandom((ulong)seed, 0);
        var rows = new float[count * Dimension];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (random.NextInt(2001) - 1000) / 22_600f;
        }

        return rows;
    }
}
