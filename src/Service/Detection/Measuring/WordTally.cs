namespace Detector.Detection.Measuring;

/// <summary>
/// How often each word and n-gram occurs in a draw. A draw that begins with the one counted before goes on from there, so that nested draws
/// cost what the largest costs. One for each thread.
/// </summary>
internal sealed class WordTally
{
    private readonly TypeCounts[] _orders = [new(), new(), new(), new()];
    private readonly TypeCounts _known = new();
    private readonly TypeCounts _rare = new();
    private readonly int[][] _counts = [[], [], [], []];
    private WordTable? _table;
    private ReadOnlyMemory<int> _members;

    /// <summary>Counts of counts of the n-grams of each order, from order 1.</summary>
    public IReadOnlyList<TypeCounts> Orders => _orders;

    /// <summary>Of the words that the reference has.</summary>
    public TypeCounts Known => _known;

    /// <summary>Of the words that are rare in the reference.</summary>
    public TypeCounts Rare => _rare;

    /// <summary>Counts the words of some samples.</summary>
    /// <param name="table">The words of all samples.</param>
    /// <param name="members">The samples, of which the first may be those of the call before.</param>
    public void Count(WordTable table, ReadOnlyMemory<int> members)
    {
        if (_table != table || !members.Span.StartsWith(_members.Span))
        {
            Clear();
            _table = table;
        }

        var added = members.Span[_members.Length..];
        _members = members;
        for (var order = 1; order <= WordTable.MaximumOrder; order++)
        {
            if (_counts[order - 1].Length < table.TypeCounts[order - 1])
            {
                Array.Resize(ref _counts[order - 1], table.TypeCounts[order - 1]);
            }

            Add(table, added, order);
        }
    }

    private void Add(WordTable table, ReadOnlySpan<int> members, int order)
    {
        var (counts, types) = (_counts[order - 1], _orders[order - 1]);
        foreach (var member in members)
        {
            foreach (var gram in table.Grams(member, order))
            {
                var count = counts[gram]++;
                types.Move(count);
                if (order == 1 && table.ReferenceFrequencies[gram] is > 0 and var frequency)
                {
                    _known.Move(count);
                    if (frequency <= table.Vocabulary.RareCount)
                    {
                        _rare.Move(count);
                    }
                }
            }
        }
    }

    /// <summary>Forgets the draw counted last and the words of its population.</summary>
    public void Forget()
    {
        Clear();
        _table = null;
    }

    private void Clear()
    {
        foreach (var member in _members.Span)
        {
            for (var order = 1; order <= WordTable.MaximumOrder; order++)
            {
                foreach (var gram in _table!.Grams(member, order))
                {
                    _counts[order - 1][gram] = 0;
                }
            }
        }

        foreach (var types in (TypeCounts[])[.. _orders, _known, _rare])
        {
            types.Clear();
        }

        _members = default;
    }
}
