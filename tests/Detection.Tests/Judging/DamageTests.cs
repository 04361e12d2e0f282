using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class DamageTests
{
    private const int Count = 256;

    [Fact]
    public void A_contraction_is_found_with_its_dose()
    {
        // Embeddings of real texts share a direction; without one there is no middle to move to.
        var known = Leaning(new World(410).Sample(1200));
        var reference = ReferenceDistribution.Fit(known.Samples, known.Embeddings, new ReferenceOptions { NullDraws = 199 }, null, CancellationToken.None);
        var centre = known.Embeddings.Mean();
        foreach (var dose in new[] { 0.05f, 0.1f, 0.2f })
        {
            var report = Leaning(new World(411).Sample(Count)).Mapped((row, _) => TensorPrimitives.Lerp(row.ToArray(), centre, dose, row)).Judged(reference);
            var estimate = Of(report, DamageKind.Contraction);
            Assert.InRange(estimate.Dose, 0.6 * dose, 1.5 * dose);
            Assert.InRange(estimate.AdjustedPValue, 0, 0.05);
            Assert.Equal(SignatureKind.LateCollapse, report.Signatures[0].Kind);
        }
    }

    [Fact]
    public void Missing_sparse_outputs_are_found_with_their_share()
    {
        var outer = new World(412).Sample(2000);
        var scores = World.Reference.Value.State.Support.Place(outer.Embeddings, CancellationToken.None).TailScores;
        var inner = Enumerable.Range(0, 2000).OrderBy(i => scores[i]).Take(1800).Order().Take(600).ToArray();
        var report = outer.Pick(inner).Judged(World.Reference.Value);
        var estimate = Of(report, DamageKind.TailLoss);
        Assert.InRange(estimate.Dose, 0.05, 0.15);
        Assert.InRange(0.1, estimate.DoseLow, estimate.DoseHigh);
        Assert.Equal(SignatureKind.EarlyCollapse, report.Signatures[0].Kind);
    }

    [Fact]
    public void Emptied_regions_are_found()
    {
        var topics = Enumerable.Range(0, 512).Select(i => i % 30);
        Assert.InRange(Of(new World(413).Of(topics).Judged(World.Reference.Value), DamageKind.RegionLoss).AdjustedPValue, 0, 0.05);
    }

    [Fact]
    public void A_healthy_batch_has_a_dose_of_about_nothing_and_says_what_it_would_have_shown()
    {
        var report = new World(414).Sample(Count).Judged(World.Reference.Value);
        Assert.Equal(DamagedDraws.Kinds, report.Damages.Select(damage => damage.Kind));
        Assert.All(report.Damages, damage =>
        {
            Assert.InRange(damage.AdjustedPValue, 0.05, 1);
            Assert.InRange(damage.DoseLow, 0, damage.Dose);
            Assert.InRange(damage.DoseHigh, damage.Dose, 1);
            Assert.True(damage.DetectableDose > 0);
        });
    }

    [Fact]
    public void Healthy_batches_look_damaged_in_at_most_their_share_of_the_level()
    {
        // Five references, since batches of one share its error.
        const int Batches = 100;
        var alarms = 0;
        for (var split = 0; split < 5; split++)
        {
            var reference = new World((ulong)(500 + split)).Refer(1000, new ReferenceOptions { NullDraws = 199, Seed = (ulong)split });
            for (var batch = 0; batch < Batches / 5; batch++)
            {
                var report = new World((ulong)(600 + (100 * split) + batch)).Sample(128).Judged(reference);
                alarms += report.Damages.Min(damage => damage.AdjustedPValue) <= 0.05 ? 1 : 0;
            }
        }

        // Nominal .7 * .05 = 3.5 of 100; 9 or more have a probability below .01.
        Assert.InRange(alarms, 0, 8);
    }

    [Fact]
    public void A_batch_too_small_to_measure_has_no_estimate() =>
        Assert.Empty(new World(415).Sample(5).Judged(World.Reference.Value).Damages);

    private static Batch Leaning(Batch batch) => batch.Mapped((row, _) => row[0] += 0.7f);

    private static DamageEstimate Of(Report report, DamageKind kind) => report.Damages.Single(damage => damage.Kind == kind);
}
