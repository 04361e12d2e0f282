namespace Detector.Cli.Input;

/// <summary>Counts bad rows by what is wrong with them, whatever places and lengths the defects name; the first kinds, so that memory is bounded.</summary>
internal sealed class BadRowKinds
{
    private const int MostKinds = 20;

    private readonly OrderedDictionary<string, BadRowKind> _kinds = [];

    /// <summary>Rows counted.</summary>
    public long Count { get; private set; }

    /// <summary>The kinds in the order in which they came, at most twenty; later ones are only in <see cref="Count"/>.</summary>
    public IReadOnlyList<BadRowKind> Kinds => _kinds.Values;

    /// <summary>Counts a row.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="defect">What is wrong with it.</param>
    public void Add(RowPosition place, string defect)
    {
        Count++;
        var kind = string.Concat(defect.Where(c => !char.IsAsciiDigit(c)));
        if (_kinds.TryGetValue(kind, out var known))
        {
            _kinds[kind] = known with { Count = known.Count + 1 };
        }
        else if (_kinds.Count < MostKinds)
        {
            _kinds.Add(kind, new BadRowKind(new InputException(place, defect).Message, 1));
        }
    }
}
