using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class SufficiencyTests
{
    [Theory]
    [InlineData(20, false)]
    [InlineData(300, true)]
    public void Whether_evidence_suffices_depends_on_the_size_and_not_on_what_was_seen(int size, bool sufficient)
    {
        var healthy = new World(61).Sample(size).Judged(World.Reference.Value);
        var collapsed = new World(62).Of(Enumerable.Repeat(3, size), noise: 0.01).Judged(World.Reference.Value);
        Assert.Equal(sufficient, healthy.Sufficient);
        Assert.Equal(sufficient, collapsed.Sufficient);
        Assert.NotEqual(Verdict.InsufficientEvidence, collapsed.Verdict);
        Assert.InRange(healthy.DamagePValue!.Value, 0.01, 1);
        Assert.InRange(collapsed.DamagePValue!.Value, double.Epsilon, 0.01);
    }
}
