using Detector.Cli.Demo.Language;

namespace Detector.Client.Tests.Demo;

public sealed class NgramModelTests
{
    private static readonly string[] Texts =
    [
        "the tariff protects the farmer and the tariff feeds the farmer.",
        "the farmer pays the tax; the Congress may lower the tax.",
        "may the Congress lower the tariff?",
    ];

    [Theory]
    [InlineData(1, 0.0, 1.0)]
    [InlineData(2, 0.1, 1.0)]
    [InlineData(3, 0.1, 0.9)]
    [InlineData(4, 0.4, 0.7)]
    [InlineData(3, 0.0, 1.5)]
    public void The_probabilities_of_all_words_sum_to_one_in_every_context(int order, double backOff, double temperature)
    {
        var vocabulary = new Vocabulary();
        int[][] texts = [.. Texts.Select(vocabulary.Learn)];
        var model = NgramModel.Train(texts, new NgramOptions(order, backOff, temperature));
        int[][] contexts = [[], [1], [1, 2], [2, 1, 2], [vocabulary.Size + 7], [1, vocabulary.Size + 7]];
        foreach (var context in contexts.Concat(texts.Select(text => text[..3])))
        {
            var sum = Enumerable.Range(0, vocabulary.Size).Sum(word => model.Probability(context, word));
            Assert.Equal(1, sum, 12);
        }
    }

    [Fact]
    public void A_bigram_has_the_probability_worked_out_by_hand()
    {
        // a b a b a c: after a come b, b, c; of all six words three are a, two b, one c.
        var model = NgramModel.Train([[1, 2, 1, 2, 1, 3]], new NgramOptions(2, 0.1, 1));
        Assert.Equal((0.9 * 2 / 3) + (0.1 * 2 / 6), model.Probability([1], 2), 12);
        Assert.Equal((0.9 * 1 / 3) + (0.1 * 1 / 6), model.Probability([1], 3), 12);
        Assert.Equal(0.1 * 3 / 6, model.Probability([1], 1), 12);
        Assert.Equal(3.0 / 6, model.Probability([3], 1), 12);
    }

    [Fact]
    public void A_temperature_below_one_prefers_the_frequent_word()
    {
        var model = NgramModel.Train([[1, 2, 1, 2, 1, 3]], new NgramOptions(2, 0, 0.5));
        Assert.Equal(4.0 / 5, model.Probability([1], 2), 12);
        Assert.Equal(1.0 / 5, model.Probability([1], 3), 12);
    }

    [Fact]
    public void Words_are_drawn_as_often_as_their_probability_says()
    {
        var vocabulary = new Vocabulary();
        int[][] texts = [.. Texts.Select(vocabulary.Learn)];
        var model = NgramModel.Train(texts, new NgramOptions(3, 0.2, 0.8));
        var random = new Random(5);
        const int Draws = 200_000;
        var context = texts[0][..1];
        var drawn = new int[vocabulary.Size];
        for (var i = 0; i < Draws; i++)
        {
            drawn[model.Next(context, random)]++;
        }

        for (var word = 0; word < vocabulary.Size; word++)
        {
            var expected = model.Probability(context, word);
            var fiveDeviations = 5 * Math.Sqrt(expected * (1 - expected) / Draws);
            Assert.InRange((double)drawn[word] / Draws, expected - fiveDeviations, expected + fiveDeviations);
        }
    }

    [Fact]
    public void The_start_of_a_text_is_a_context_of_its_own()
    {
        var model = NgramModel.Train([[1, 2], [1, 3], [4, 1]], new NgramOptions(2, 0, 1));
        Assert.Equal(2.0 / 3, model.Probability([], 1), 12);
        Assert.Equal(1.0 / 3, model.Probability([], 4), 12);
        Assert.Equal(0, model.Probability([], 2), 12);
    }

    [Theory]
    [InlineData(0, 0.1, 1.0)]
    [InlineData(5, 0.1, 1.0)]
    [InlineData(3, -0.1, 1.0)]
    [InlineData(3, 1.0, 1.0)]
    [InlineData(3, 0.1, 0.0)]
    public void An_option_out_of_range_is_refused(int order, double backOff, double temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NgramModel.Train([[1]], new NgramOptions(order, backOff, temperature)));

    [Fact]
    public void Texts_without_a_word_or_with_an_impossible_number_are_refused()
    {
        var options = new NgramOptions(3, 0.1, 1);
        Assert.Throws<ArgumentException>(() => NgramModel.Train([[], []], options));
        Assert.Throws<ArgumentException>(() => NgramModel.Train([[Vocabulary.Start]], options));
        Assert.Throws<ArgumentException>(() => NgramModel.Train([[NgramModel.MaxVocabulary]], options));
    }
}
