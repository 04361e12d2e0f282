using Detector.Evaluation.Data;

namespace Detector.Evaluation.Running;

/// <summary>
/// The samples of a finite set that a reference does not hold, drawn so that every label has its share of the whole set. Drawn evenly, they
/// would lack just what the reference by chance has too much of, which no stream from the same source does.
/// </summary>
internal sealed class LevelPool
{
    private readonly Batch _all;
    private readonly string?[] _labels;
    private readonly Dictionary<string, int[]> _fresh;
    private readonly int[] _rows;

    /// <summary>Takes a set.</summary>
    /// <param name="all">The set.</param>
    /// <param name="known">How many of its first samples the reference holds.</param>
    public LevelPool(Batch all, int known)
    {
        _all = all;
        _labels = [.. all.Samples.Select(sample => sample.Subset)];
        _rows = [.. Enumerable.Range(known, all.Count - known)];
        _fresh = _rows.GroupBy(row => _labels[row] ?? "").ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Draws a window: no sample twice.</summary>
    public Batch Draw(int size, Random random)
    {
        var drawn = new HashSet<int>();
        while (drawn.Count < size)
        {
            // The label of any sample of the set, then any fresh sample of that label.
            var rows = _fresh.GetValueOrDefault(_labels[random.Next(_labels.Length)] ?? "") ?? _rows;
            drawn.Add(rows[random.Next(rows.Length)]);
        }

        return _all.Gather([.. drawn]);
    }
}
