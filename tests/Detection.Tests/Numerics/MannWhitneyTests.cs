using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class MannWhitneyTests
{
    [Fact]
    public void The_share_is_that_of_the_pairs_counted_one_by_one()
    {
        var random = new SeededRandom(7);
        for (var trial = 0; trial < 50; trial++)
        {
            float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextInt(8))];
            var (left, right) = (Values(1 + random.NextInt(20)), Values(1 + random.NextInt(20)));
            var expected = left.SelectMany(a => right.Select(b => a > b ? 1 : a == b ? 0.5 : 0)).Average();
            Array.Sort(right);
            Assert.Equal(expected, MannWhitney.Share(left, right), 12);
        }
    }

    [Fact]
    public void Zeros_of_both_signs_are_equal() => Assert.Equal(0.5, MannWhitney.Share([-0f, 0f], [0f, 0f]));
}
