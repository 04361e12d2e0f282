namespace Detector.Cli.Demo.Language;

/// <summary>
/// A word n-gram language model with back-off, its orders interpolated by a fixed weight (Jelinek and Mercer 1980).
/// Immutable and safe for concurrent use.
/// </summary>
/// <remarks>
/// A word is drawn from the words seen in the longest known context; now and then, and in an unknown context always, the
/// context is made one word shorter first. The temperature sharpens the choice between the words, as it does in neural models.
/// </remarks>
public sealed class NgramModel
{
    /// <summary>Most words a vocabulary may hold.</summary>
    public const int MaxVocabulary = 1 << NgramLevel.BitsPerWord;

    /// <summary>Longest n-gram.</summary>
    public const int MaxOrder = 64 / NgramLevel.BitsPerWord;

    private readonly NgramLevel[] _levels;

    private NgramModel(NgramLevel[] levels) => _levels = levels;

    /// <summary>Words of an n-gram: the predicted one and those before it.</summary>
    public int Order => _levels.Length;

    /// <summary>Trains a model.</summary>
    /// <param name="texts">Numbered texts; at least one word in all. Every number is from 1 up to, and without, <see cref="MaxVocabulary"/>.</param>
    /// <param name="options">Order, back-off and temperature.</param>
    /// <exception cref="ArgumentException">The texts hold no word, or a number out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static NgramModel Train(IReadOnlyList<int[]> texts, NgramOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Order, MaxOrder);
        ArgumentOutOfRangeException.ThrowIfNegative(options.BackOff);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.BackOff, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Temperature);

        var occurrences = Occurrences(texts, options.Order);
        var levels = new NgramLevel[options.Order];
        for (var length = options.Order; length >= 1; length--)
        {
            var mask = NgramLevel.Mask(length);
            var ngrams = Array.ConvertAll(occurrences, ngram => ngram & mask);
            Array.Sort(ngrams);
            levels[length - 1] = new NgramLevel(ngrams, length == 1 ? 0 : options.BackOff, options.Temperature);
        }

        return new NgramModel(levels);
    }

    /// <summary>Draws the next word.</summary>
    /// <param name="context">The words before, oldest first; only the last <see cref="Order"/> - 1 matter, and missing ones count as the start.</param>
    /// <param name="random">Where chance comes from.</param>
    public int Next(ReadOnlySpan<int> context, Random random)
    {
        for (var length = Order; ; length--)
        {
            if (_levels[length - 1].TryDraw(Key(context, length - 1), random, out var word))
            {
                return word;
            }
        }
    }

    /// <summary>The probability with which <see cref="Next"/> draws a word.</summary>
    /// <param name="context">As for <see cref="Next"/>.</param>
    /// <param name="word">The word's number.</param>
    /// <returns>A probability, 0 for a word that was never seen.</returns>
    public double Probability(ReadOnlySpan<int> context, int word)
    {
        var probability = 0.0;
        for (var length = 1; length <= Order; length++)
        {
            var (own, backOff) = _levels[length - 1].Probability(Key(context, length - 1), word);
            probability = own + (backOff * probability);
        }

        return probability;
    }

    private static ulong[] Occurrences(IReadOnlyList<int[]> texts, int order)
    {
        var ngrams = new ulong[texts.Sum(text => text.Length)];
        if (ngrams.Length == 0)
        {
            throw new ArgumentException("A language model needs at least one word to learn from.", nameof(texts));
        }

        var mask = NgramLevel.Mask(order);
        var next = 0;
        foreach (var text in texts)
        {
            ulong ngram = 0;
            foreach (var word in text)
            {
                if (word is <= Vocabulary.Start or >= MaxVocabulary)
                {
                    throw new ArgumentException($"Word number {word} is not between 1 and {MaxVocabulary - 1}.", nameof(texts));
                }

                ngram = ((ngram << NgramLevel.BitsPerWord) | (uint)word) & mask;
                ngrams[next++] = ngram;
            }
        }

        return ngrams;
    }

    private static ulong Key(ReadOnlySpan<int> context, int length)
    {
        ulong key = 0;
        foreach (var word in context[Math.Max(0, context.Length - length)..])
        {
            key = (key << NgramLevel.BitsPerWord) | (uint)word;
        }

        return key;
    }
}
