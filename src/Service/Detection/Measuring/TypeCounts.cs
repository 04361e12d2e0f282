namespace Detector.Detection.Measuring;

/// <summary>Counts of counts: how many types occur once, twice, and so on.</summary>
internal sealed class TypeCounts
{
    private readonly int[] _small = new int[256];
    private readonly SortedDictionary<int, int> _large = [];

    /// <summary>Number of tokens counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts one type that occurs <paramref name="count"/> times, at least once.</summary>
    public void Add(int count)
    {
        if (count < _small.Length)
        {
            _small[count]++;
        }
        else
        {
            _large[count] = _large.GetValueOrDefault(count) + 1;
        }

        Total += count;
    }

    /// <summary>Sum over the types of a function of their count, in ascending order of the count.</summary>
    public double Sum(Func<int, double> term)
    {
        double sum = 0;
        for (var count = 1; count < _small.Length; count++)
        {
            sum += _small[count] == 0 ? 0 : _small[count] * term(count);
        }

        foreach (var (count, types) in _large)
        {
            sum += types * term(count);
        }

        return sum;
    }
}
