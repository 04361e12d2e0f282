using Detector.Detection.Calibration;
using Detector.Detection.Curation;
using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Curation;

public sealed class SeedPlannerTests
{
    private static readonly string[] Missing = ["topic3", "topic17"];

    [Fact]
    public void A_healthy_batch_needs_nothing()
    {
        var plan = Plan(World.Reference.Value, new World(21).Sample(800), 5);
        Assert.Empty(plan.Deficits);
        Assert.Equal(0, plan.Needed);
    }

    [Fact]
    public void Missing_topics_are_named_with_seeds_of_their_own_and_what_they_need()
    {
        var batch = Without(3, 17);
        var plan = Plan(World.Reference.Value, batch, 5);
        Assert.Equal(Missing.Order(), plan.Deficits.Where(deficit => deficit.Kind == DeficitKind.Subset).Select(deficit => deficit.Subset!).Order());
        Assert.Contains(plan.Deficits, deficit => deficit.Kind == DeficitKind.Cell);
        Assert.Equal(plan.Deficits.OrderByDescending(deficit => deficit.ReferenceShare - deficit.Share), plan.Deficits);
        Assert.All(plan.Deficits, deficit =>
        {
            Assert.InRange(deficit.Seeds.Count, 1, 5);
            Assert.Equal(deficit.Seeds.Count, deficit.Seeds.Select(seed => seed.Id).Distinct().Count());
            Assert.All(deficit.Seeds, seed => Assert.InRange(seed.Distance, 0, 2));
            Assert.All(deficit.Seeds, seed => Assert.Null(seed.Text));
        });
        var seeds = plan.Deficits.SelectMany(deficit => deficit.Seeds).ToArray();
        Assert.InRange(seeds.Count(seed => Missing.Contains(seed.Subset)) / (double)seeds.Length, 0.9, 1);
    }

    [Fact]
    public void What_is_needed_brings_each_label_to_its_share()
    {
        var batch = Without(3, 17);
        var deficits = Plan(World.Reference.Value, batch, 0).Deficits.Where(deficit => deficit.Kind == DeficitKind.Subset).ToArray();
        var total = batch.Samples.Count + deficits.Sum(deficit => deficit.Needed);
        Assert.All(deficits, deficit =>
        {
            Assert.Empty(deficit.Seeds);
            var over = deficit.Count + deficit.Needed - (deficit.ReferenceShare * total);
            Assert.InRange(over, -1, 1);
        });
        Assert.True(Plan(World.Reference.Value, batch, 0).Needed >= deficits.Sum(deficit => deficit.Needed));
    }

    [Fact]
    public void Seeds_cover_more_of_what_is_missing_than_the_ones_nearest_to_the_middle()
    {
        var reference = World.Reference.Value;
        var plan = Plan(reference, Without(3, 17), 10);
        var seeds = plan.Deficits.First(deficit => deficit.Subset == "topic3").Seeds;
        Assert.Equal(10, seeds.Count);
        Assert.Equal(seeds, Plan(reference, Without(3, 17), 10).Deficits.First(deficit => deficit.Subset == "topic3").Seeds);
        Assert.Equal(seeds.Take(3), Plan(reference, Without(3, 17), 3).Deficits.First(deficit => deficit.Subset == "topic3").Seeds);
    }

    [Fact]
    public void A_batch_of_one_topic_needs_much_but_no_endless_number()
    {
        var batch = new World(23).Of(Enumerable.Repeat(5, 600));
        var plan = Plan(World.Reference.Value, batch, 1);
        Assert.InRange(plan.Needed, 600, 600 * 50);
    }

    [Fact]
    public void Texts_are_given_when_they_are_kept_and_nothing_when_seeds_have_no_name()
    {
        var world = new World(1).Sample(1600);
        var kept = Fit(world.Samples, keepTexts: true);
        Assert.All(Plan(kept, Without(3), 3).Deficits.SelectMany(deficit => deficit.Seeds), seed => Assert.NotNull(seed.Text));
        var nameless = Fit([.. world.Samples.Select(sample => sample with { Id = null })], keepTexts: false);
        var plan = Plan(nameless, Without(3), 3);
        Assert.NotEmpty(plan.Deficits);
        Assert.All(plan.Deficits, deficit => Assert.Empty(deficit.Seeds));

        ReferenceDistribution Fit(IReadOnlyList<Sample> samples, bool keepTexts) => ReferenceDistribution.Fit(
            samples, world.Embeddings, new ReferenceOptions { NullDraws = 99, KeepTexts = keepTexts }, null, CancellationToken.None);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var batch = new World(24).Sample(100);
        var report = Judge.Score(World.Reference.Value, batch.Samples, batch.Embeddings, World.Options, CancellationToken.None);
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPlanner.Plan(World.Reference.Value, report, batch.Embeddings, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SeedPlanner.Plan(World.Reference.Value, report, batch.Embeddings, SeedPlanner.MostSeeds + 1));
        Assert.Throws<ArgumentException>(() => SeedPlanner.Plan(World.Reference.Value, report, batch.Embeddings.Take(50), 1));
    }

    private static SeedPlan Plan(ReferenceDistribution reference, Batch batch, int seeds)
    {
        var report = Judge.Score(reference, batch.Samples, batch.Embeddings, World.Options, CancellationToken.None);
        return SeedPlanner.Plan(reference, report, batch.Embeddings, seeds);
    }

    private static Batch Without(params int[] topics) =>
        new World(22).Of(Enumerable.Range(0, 1200).Select(i => i % 40).Where(topic => !topics.Contains(topic)));
}
