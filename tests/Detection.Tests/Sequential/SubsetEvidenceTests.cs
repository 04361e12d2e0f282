using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class SubsetEvidenceTests
{
    private const double Share = 0.0131;

    [Fact]
    public void Complete_loss_of_a_known_minority_is_found_after_248_outputs_at_threshold_1000()
    {
        Assert.InRange(Length(Known(), Alone(1000), _ => 0), 246, 250);
    }

    [Fact]
    public void Mean_run_length_of_healthy_outputs_is_the_threshold_of_1000()
    {
        const int Runs = 300;
        var lengths = Enumerable.Range(0, Runs).AsParallel().WithDegreeOfParallelism(2).Select(run =>
        {
            var random = new SeededRandom(31, (ulong)run);
            return (double)Length(Known(), Alone(1000), _ => random.NextDouble() < Share ? 1 : 0);
        }).ToArray();
        Assert.InRange(lengths.Average(), 1000 - (3 * 1000 / Math.Sqrt(Runs)), 1000 + (3 * 1000 / Math.Sqrt(Runs)));
    }

    [Theory]
    [InlineData(2000, Share, 0, 5)]
    [InlineData(2000, 0.05, 0.5, 12)]
    [InlineData(2000, 0.2, 0.75, 10)]
    public void Loss_is_found_and_false_alarms_keep_their_bound_though_the_share_is_an_estimate(int total, double share, double kept, int most)
    {
        const int Runs = 200;
        const int Size = 256;
        var (alarms, delays) = (0, new List<int>());
        for (var run = 0; run < Runs; run++)
        {
            var random = new SeededRandom(41, (ulong)run);
            int Count(int trials, double probability) => Enumerable.Range(0, trials).Count(_ => random.NextDouble() < probability);
            var evidence = SubsetEvidence.Start("rare", Count(total, share), total);
            var thresholds = AlertThresholds.Of(new EvidenceOptions(), 1);
            for (var window = 1; window <= 40 && evidence.Evidence.Alert.Level == AlertLevel.None; window++)
            {
                evidence = evidence.Advance(Count(Size, share), Window(window, Size), 500, thresholds);
            }

            if (evidence.Evidence.Alert.Level > AlertLevel.None)
            {
                alarms++;
                continue;
            }

            var delay = 0;
            while (delay < 60 && evidence.Evidence.Alert.Level == AlertLevel.None)
            {
                delay++;
                evidence = evidence.Advance(Count(Size, share * kept), Window(40 + delay, Size), 500, thresholds);
            }

            delays.Add(delay);
        }

        Assert.True(Distributions.BinomialUpper(alarms, Runs, 40 / 200.0) > 1e-3, $"{alarms} of {Runs}");
        Assert.InRange(delays.Order().ElementAt(delays.Count / 2), 1, most);
    }

    private static SubsetEvidence Known() => SubsetEvidence.Start("rare", (int)(Share * 100_000_000), 100_000_000);

    private static AlertThresholds Alone(double threshold) =>
        AlertThresholds.Of(new EvidenceOptions { WarningEvidence = threshold, PageEvidence = threshold }, 1);

    private static int Length(SubsetEvidence evidence, AlertThresholds thresholds, Func<int, int> count)
    {
        var outputs = 0;
        while (evidence.Evidence.Alert.Level == AlertLevel.None)
        {
            outputs++;
            evidence = evidence.Advance(count(outputs), Window(outputs, 1), 500, thresholds);
        }

        return outputs;
    }

    private static WindowObservation Window(int number, int labelled) => Streams.Window(number, 10) with { Labelled = labelled };
}
