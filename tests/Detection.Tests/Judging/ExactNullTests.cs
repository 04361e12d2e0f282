using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class ExactNullTests
{
    private const string Loop = "again and again and again and again and again and again and again and again";

    [Theory]
    [InlineData("loop_rate")]
    [InlineData("loop_share")]
    public void One_looping_output_is_no_surprise_although_the_reference_has_none(string metric)
    {
        // With n outputs and m samples of B the first of its kind falls into the batch with probability n / (n + m), here about .24.
        var report = With(1, 256).Judged(World.Reference.Value);
        Assert.InRange(Of(report, metric).Judgement!.PValue, 0.1, 1);
    }

    [Theory]
    [InlineData("loop_rate")]
    [InlineData("loop_share")]
    public void Many_looping_outputs_are(string metric) =>
        Assert.InRange(Of(With(30, 256).Judged(World.Reference.Value), metric).Judgement!.PValue, 0, 0.005);

    private static Batch With(int loops, int count) =>
        new World(421).Sample(count).WithTexts((sample, i) => i < loops ? sample with { Text = $"{Loop} {i}" } : sample);

    private static Score Of(Report report, string metric) => report.Scores.Single(score => score.Metric == metric);
}
