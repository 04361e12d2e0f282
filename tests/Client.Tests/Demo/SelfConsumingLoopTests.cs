using Detector.Cli.Demo.Language;
using Detector.Cli.Demo.Loop;

namespace Detector.Client.Tests.Demo;

public sealed class SelfConsumingLoopTests
{
    private const int Generations = 6;

    private static readonly LoopOptions Options = new(new NgramOptions(3, 0.1, 0.9), new PassageShape(20, 40), SamplesPerGeneration: 300, Seed: 1);

    [Fact]
    public void The_same_seed_gives_the_same_passages_and_another_seed_others()
    {
        var human = HumanLike(300, 7);
        var first = Last(new SelfConsumingLoop(human, Options).Run(Arm.Replace, 2));
        Assert.Equal(first, Last(new SelfConsumingLoop(human, Options).Run(Arm.Replace, 2)));
        Assert.NotEqual(first, Last(new SelfConsumingLoop(human, Options with { Seed = 2 }).Run(Arm.Replace, 2)));
    }

    [Fact]
    public void Generation_0_is_the_same_in_both_arms_and_not_what_the_healthy_reference_holds()
    {
        var loop = new SelfConsumingLoop(HumanLike(300, 7), Options);
        var replace = loop.Run(Arm.Replace, 1).First().Passages;
        Assert.Equal(replace, loop.Run(Arm.Accumulate, 1).First().Passages);
        Assert.Empty(replace.Intersect(loop.WriteHealthy(300, ~Options.Seed)));
    }

    [Fact]
    public async Task A_loop_learns_from_what_is_chosen_and_from_nothing_else()
    {
        var loop = new SelfConsumingLoop(HumanLike(300, 7), Options);
        List<int> asked = [];
        List<Generation> generations = [];
        await foreach (var generation in loop.RunAsync(2, 450, generation =>
        {
            asked.Add(generation.Number);
            return Task.FromResult<IReadOnlyList<string>>(["only these words now ."]);
        }))
        {
            generations.Add(generation);
        }

        Assert.Equal([0, 1], asked);
        Assert.Equal([450, 450, 450], generations.Select(generation => generation.Passages.Count));
        Assert.Equal(loop.Run(Arm.Replace, 0).Single().Passages, generations[0].Passages.Take(300));
        Assert.Subset(new HashSet<string>(["only", "these", "words", "now", "."]), Words(generations[2]));
    }

    [Fact]
    public void A_defended_arm_needs_somebody_who_chooses() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelfConsumingLoop(HumanLike(300, 7), Options).Run(Arm.Defend, 1));

    [Fact]
    public void Passages_end_with_a_sentence_or_at_the_most_words()
    {
        foreach (var passage in new SelfConsumingLoop(HumanLike(300, 7), Options).WriteHealthy(200, 1))
        {
            var tokens = Tokens.Split(passage);
            Assert.InRange(tokens.Count, Options.Shape.MinWords, Options.Shape.MaxWords);
            Assert.True(Tokens.EndsSentence(tokens[^1]) || tokens.Count == Options.Shape.MaxWords);
        }
    }

    [Fact]
    public void Words_once_lost_never_come_back_when_text_is_replaced()
    {
        var earlier = new HashSet<string>();
        foreach (var generation in new SelfConsumingLoop(HumanLike(300, 7), Options).Run(Arm.Replace, Generations))
        {
            var words = Words(generation);
            Assert.True(generation.Number == 0 || words.IsSubsetOf(earlier));
            earlier = words;
        }
    }

    [Fact]
    public void Rare_words_vanish_when_text_is_replaced_and_mostly_stay_when_it_accumulates()
    {
        var human = HumanLike(300, 7);
        var loop = new SelfConsumingLoop(human, Options);
        var rare = human.SelectMany(Tokens.Split).CountBy(word => word).Where(entry => entry.Value == 1).Select(entry => entry.Key).ToHashSet();
        var healthy = Words(loop.Run(Arm.Replace, 0).Single()).Count(rare.Contains);
        var replaced = Words(loop.Run(Arm.Replace, Generations).Last()).Count(rare.Contains);
        var accumulated = Words(loop.Run(Arm.Accumulate, Generations).Last()).Count(rare.Contains);
        Assert.True(healthy > 100, $"only {healthy} rare words to begin with");
        Assert.True(replaced < healthy / 2, $"{replaced} of {healthy} rare words left");
        Assert.True(accumulated > healthy / 2, $"{accumulated} of {healthy} rare words left");
    }

    // Sentences whose words follow Zipf's law, so that there is a tail to lose.
    private static List<string> HumanLike(int passages, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, passages).Select(_ => string.Join(' ', Enumerable.Range(0, 3).Select(_ => Sentence(random))))];
    }

    private static string Sentence(Random random) =>
        string.Join(' ', Enumerable.Range(0, 10).Select(_ => $"w{(int)Math.Pow(5000, random.NextDouble())}")) + ".";

    private static HashSet<string> Words(Generation generation) => [.. generation.Passages.SelectMany(Tokens.Split)];

    private static IReadOnlyList<string> Last(IEnumerable<Generation> generations) => generations.Last().Passages;
}
