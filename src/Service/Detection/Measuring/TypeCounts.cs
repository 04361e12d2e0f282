namespace Detector.Detection.Measuring;

/// <summary>Counts of counts: how many types occur once, twice, and so on.</summary>
internal sealed class TypeCounts
{
    private int[] _types = new int[64];
    private int _largest;

    /// <summary>Number of tokens counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts one more token of a type that occurred <paramref name="count"/> times so far, at least 0.</summary>
    public void Move(int count)
    {
        var next = count + 1;
        if (next > _largest)
        {
            _largest = next;
            if (next >= _types.Length)
            {
                Array.Resize(ref _types, 2 * next);
            }
        }

        if (count > 0)
        {
            _types[count]--;
        }

        _types[next]++;
        Total++;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_types);
        (_largest, Total) = (0, 0);
    }

    /// <summary>The counts as they are now.</summary>
    public TypeCounts Copy() => new() { _types = _types.AsSpan(0, _largest + 1).ToArray(), _largest = _largest, Total = Total };

    /// <summary>Sum over the types of a function of their count, in ascending order of the count.</summary>
    public double Sum(Func<int, double> term)
    {
        double sum = 0;
        for (var count = 1; count <= _largest; count++)
        {
            sum += _types[count] == 0 ? 0 : _types[count] * term(count);
        }

        return sum;
    }
}
