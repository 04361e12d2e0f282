namespace Detector.Detection.Measuring;

/// <summary>Word and n-gram counts of a draw, and what the lexical metrics take from them at a budget of tokens.</summary>
internal sealed class WordCounts
{
    private readonly WordTable _table;
    private readonly ReadOnlyMemory<int> _members;
    private readonly Workspace _workspace;
    private readonly TypeCounts[] _orders;
    private readonly TypeCounts _known;
    private readonly TypeCounts _rare;

    private WordCounts(Draw draw, Workspace workspace)
    {
        _table = draw.Population.Words;
        _members = draw.Members;
        _workspace = workspace;
        var tally = workspace.Words;
        tally.Count(_table, _members);
        _orders = [.. tally.Orders.Select(types => types.Copy())];
        (_known, _rare) = (tally.Known.Copy(), tally.Rare.Copy());
        SharedGramShare = MeasureShared();
    }

    /// <summary>Mean share of a text's 4-grams that another text of the draw also has, 0 to 1; NaN without any 4-gram.</summary>
    public double SharedGramShare { get; }

    /// <summary>Counts the words of a draw, in O(words).</summary>
    public static WordCounts Of(Draw draw, Workspace workspace) => new(draw, workspace);

    /// <summary>Expected different n-grams per n-gram at a budget of n-grams, 0 to 1; NaN when the draw has fewer.</summary>
    public double Distinct(int order, int budget)
    {
        var counts = _orders[order - 1];
        var kept = new Rarefaction(counts.Total, budget);
        return kept.Possible ? counts.Sum(kept.Present) / budget : double.NaN;
    }

    /// <summary>Expected share of the different words that occur once at a budget of words, 0 to 1; NaN when the draw has fewer.</summary>
    public double Hapax(int budget)
    {
        var kept = new Rarefaction(_orders[0].Total, budget);
        return kept.Possible ? _orders[0].Sum(kept.Single) / _orders[0].Sum(kept.Present) : double.NaN;
    }

    /// <summary>Expected share of the reference's rare words that occur at a budget of words, 0 to 1; NaN when the draw has fewer.</summary>
    public double RareSurvival(int budget) => Survival(_rare, _table.Vocabulary.RareTypes, budget);

    /// <summary>Expected share of the reference's words that occur at a budget of words, 0 to 1; NaN when the draw has fewer.</summary>
    public double Coverage(int budget) => Survival(_known, _table.Vocabulary.Words.Length, budget);

    /// <summary>
    /// Kullback-Leibler divergence in nats of A's words from the draw's first <paramref name="budget"/> words, the latter smoothed
    /// by half a count for each word of A and for all others together; NaN when the draw has fewer.
    /// </summary>
    public double Divergence(int budget)
    {
        if (_orders[0].Total < budget)
        {
            return double.NaN;
        }

        const double Smoothing = 0.5;
        var vocabulary = _table.Vocabulary;
        var counts = _workspace.Counts(_table.TypeCounts[0]);
        double gain = 0;
        foreach (var word in TakeWords(budget, counts))
        {
            // Seeing a word c times instead of never lowers the divergence by p ln((c + a) / a).
            gain += _table.ReferenceFrequencies[word] * Math.Log((counts[word] + Smoothing) / Smoothing);
            counts[word] = 0;
        }

        var unseen = Math.Log((budget + (Smoothing * (vocabulary.Words.Length + 1))) / Smoothing);
        return unseen - vocabulary.Entropy - (gain / vocabulary.Total);
    }

    /// <summary>Entropy in nats of the draw's first <paramref name="budget"/> words; NaN when the draw has fewer.</summary>
    public double Entropy(int budget)
    {
        if (_orders[0].Total < budget)
        {
            return double.NaN;
        }

        var counts = _workspace.Counts(_table.TypeCounts[0]);
        double weighted = 0;
        foreach (var word in TakeWords(budget, counts))
        {
            weighted += counts[word] * Math.Log(counts[word]);
            counts[word] = 0;
        }

        return Math.Log(budget) - (weighted / budget);
    }

    private double Survival(TypeCounts survivors, int types, int budget)
    {
        var kept = new Rarefaction(_orders[0].Total, budget);
        return kept.Possible && types > 0 ? survivors.Sum(kept.Present) / types : double.NaN;
    }

    private List<int> TakeWords(int budget, Span<int> counts)
    {
        var different = new List<int>();
        var taken = 0;
        foreach (var member in _members.Span)
        {
            foreach (var word in _table.Grams(member, 1))
            {
                if (taken++ == budget)
                {
                    return different;
                }

                if (counts[word]++ == 0)
                {
                    different.Add(word);
                }
            }
        }

        return different;
    }

    private double MeasureShared()
    {
        const int Order = WordTable.MaximumOrder;
        var texts = _workspace.Counts(_table.TypeCounts[Order - 1]);
        foreach (var member in _members.Span)
        {
            foreach (var gram in _table.DifferentGrams(member))
            {
                texts[gram]++;
            }
        }

        double shares = 0;
        var measured = 0;
        foreach (var member in _members.Span)
        {
            var grams = _table.DifferentGrams(member);
            var shared = 0;
            foreach (var gram in grams)
            {
                shared += texts[gram] > 1 ? 1 : 0;
            }

            shares += grams.IsEmpty ? 0 : (double)shared / grams.Length;
            measured += grams.IsEmpty ? 0 : 1;
        }

        foreach (var member in _members.Span)
        {
            foreach (var gram in _table.DifferentGrams(member))
            {
                texts[gram] = 0;
            }
        }

        return measured == 0 ? double.NaN : shares / measured;
    }
}
