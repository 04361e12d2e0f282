using Detector.Detection.Samples;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Benches;

/// <summary>Draws rows of a set so that its parts have Zipf shares, sharpened by an exponent.</summary>
internal sealed class LabelMix
{
    private readonly string[] _partOfRow;
    private readonly string[] _parts;
    private readonly int[] _rows;

    /// <summary>Takes all rows of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="partOf">The part a sample belongs to.</param>
    public LabelMix(Batch set, Func<Sample, string> partOf)
    {
        _partOfRow = [.. set.Samples.Select(partOf)];
        _parts = [.. _partOfRow.Distinct().Order(StringComparer.Ordinal)];
        _rows = [.. Enumerable.Range(0, set.Count)];
    }

    private LabelMix(LabelMix mix, int[] rows)
    {
        (_partOfRow, _parts) = (mix._partOfRow, mix._parts);
        _rows = rows;
    }

    /// <summary>The same parts, of some rows only.</summary>
    public LabelMix Within(int[] rows) => new(this, rows);

    /// <summary>Draws rows without replacement; the r-th part's share is proportional to r^-exponent.</summary>
    /// <param name="count">How many.</param>
    /// <param name="exponent">1 is healthy, more is sharper.</param>
    /// <param name="random">Chooses them.</param>
    /// <returns>The drawn rows, and the others.</returns>
    public (int[] Drawn, int[] Left) Split(int count, double exponent, Random random)
    {
        int[] shuffled = [.. _rows];
        random.Shuffle(shuffled);
        var rowsOf = shuffled.GroupBy(row => _partOfRow[row]).ToDictionary(group => group.Key, group => new Queue<int>(group));
        var weights = _parts.Select((_, rank) => Math.Pow(rank + 1, -exponent)).ToArray();
        List<int> drawn = [];
        while (drawn.Count < count)
        {
            var rows = rowsOf[_parts[Choose(weights, random)]];
            drawn.Add(rows.Count > 0 ? rows.Dequeue() : throw new InvalidOperationException($"A part has too few samples for {count} draws."));
        }

        return ([.. drawn], [.. rowsOf.Values.SelectMany(rows => rows)]);
    }

    private static int Choose(double[] weights, Random random)
    {
        var left = random.NextDouble() * weights.Sum();
        var chosen = 0;
        while (chosen < weights.Length - 1 && (left -= weights[chosen]) > 0)
        {
            chosen++;
        }

        return chosen;
    }
}
