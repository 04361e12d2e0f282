namespace Detector.Cli.Demo.Language;

/// <summary>The n-grams of one length. An n-gram is packed into 64 bits, 16 for each word, the predicted word lowest.</summary>
internal sealed class NgramLevel
{
    /// <summary>Bits of one word in a packed n-gram.</summary>
    public const int BitsPerWord = 16;

    private readonly double _backOff;
    private readonly Dictionary<ulong, (int From, int To)> _contexts = [];
    private readonly List<int> _words = [];

    // Sum, within a context, of the chances of its words up to this one; the last is 1.
    private readonly List<double> _upTo = [];

    /// <summary>Learns which words follow which contexts, and how often.</summary>
    /// <param name="ngrams">Every n-gram of the training texts, ascending.</param>
    /// <param name="backOff">Chance to leave a known context.</param>
    /// <param name="temperature">Words are drawn with their shares raised to 1 / temperature.</param>
    public NgramLevel(ulong[] ngrams, double backOff, double temperature)
    {
        _backOff = backOff;
        for (var from = 0; from < ngrams.Length;)
        {
            from = AddContext(ngrams, from, 1 / temperature);
        }
    }

    /// <summary>The bits of the last words of a packed n-gram.</summary>
    /// <param name="words">How many words.</param>
    public static ulong Mask(int words) => ulong.MaxValue >> (64 - (BitsPerWord * words));

    /// <summary>Draws a word that was seen in a context.</summary>
    /// <param name="context">The packed context.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="word">The word.</param>
    /// <returns>False when the context is unknown, or chance says to leave it.</returns>
    public bool TryDraw(ulong context, Random random, out int word)
    {
        word = Vocabulary.Start;
        if (!_contexts.TryGetValue(context, out var range) || random.NextDouble() < _backOff)
        {
            return false;
        }

        var found = _upTo.BinarySearch(range.From, range.To - range.From, random.NextDouble(), null);
        // A hit on a bound belongs to the next word, whose half-open share begins there.
        word = _words[found < 0 ? ~found : found + 1];
        return true;
    }

    /// <summary>The chance to draw a word in a context itself, and the chance to leave the context.</summary>
    /// <param name="context">The packed context.</param>
    /// <param name="word">The word.</param>
    public (double Own, double BackOff) Probability(ulong context, int word)
    {
        if (!_contexts.TryGetValue(context, out var range))
        {
            return (0, 1);
        }

        var index = _words.BinarySearch(range.From, range.To - range.From, word, null);
        var share = index < 0 ? 0 : _upTo[index] - (index > range.From ? _upTo[index - 1] : 0);
        return ((1 - _backOff) * share, _backOff);
    }

    // Adds the context that begins at an n-gram and returns where the next one begins.
    private int AddContext(ulong[] ngrams, int at, double exponent)
    {
        var context = ngrams[at] >> BitsPerWord;
        var from = _words.Count;
        double sum = 0;
        while (at < ngrams.Length && ngrams[at] >> BitsPerWord == context)
        {
            var ngram = ngrams[at];
            var first = at;
            while (at < ngrams.Length && ngrams[at] == ngram)
            {
                at++;
            }

            sum += Math.Pow(at - first, exponent);
            _words.Add((int)(ngram & Mask(1)));
            _upTo.Add(sum);
        }

        for (var i = from; i < _upTo.Count; i++)
        {
            _upTo[i] /= sum;
        }

        _contexts.Add(context, (from, _words.Count));
        return at;
    }
}
