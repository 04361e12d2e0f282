using System.Numerics.Tensors;
using Detector.Detection.Curation;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Curation;

public sealed class NearDuplicateIndexTests
{
    private const int Dimension = 512;

    [Theory]
    [InlineData(0.99, 0.95)]
    [InlineData(0.98, 0.90)]
    public void Near_rows_are_found_among_many(double cosine, double wanted)
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 20_000).Select(_ => Unit(random)).ToArray();
        var index = new NearDuplicateIndex(new float[Dimension], seed: 1);
        foreach (var row in rows)
        {
            index.Add(row);
        }

        var found = 0;
        for (var i = 0; i < 400; i++)
        {
            found += index.Find(Near(rows[i * 50], cosine, random), (float)cosine - 0.005f) == i * 50 ? 1 : 0;
        }

        Assert.InRange(found / 400.0, wanted, 1);
        Assert.All(Enumerable.Range(0, 200), _ => Assert.Equal(-1, index.Find(Unit(random), 0.9f)));
    }

    [Fact]
    public void Memory_grows_by_little_more_than_a_byte_per_dimension()
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 200).Select(_ => Unit(random)).ToArray();
        var index = new NearDuplicateIndex(new float[Dimension], seed: 1);
        index.Add(rows[0]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 40_960; i++)
        {
            index.Add(rows[i % 200]);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 40_960.0, 0, Dimension + 64);
        Assert.Equal(40_961, index.Count);
    }

    private static float[] Near(float[] row, double cosine, Random random)
    {
        var other = Unit(random);
        var along = TensorPrimitives.Dot<float>(row, other);
        var across = other.Select((value, i) => value - (along * row[i])).ToArray();
        World.Normalize(across);
        return [.. row.Select((value, i) => (float)((cosine * value) + (Math.Sqrt(1 - (cosine * cosine)) * across[i])))];
    }

    private static float[] Unit(Random random)
    {
        var row = Enumerable.Range(0, Dimension).Select(_ => (float)(random.NextDouble() + random.NextDouble() - 1)).ToArray();
        World.Normalize(row);
        return row;
    }
}
