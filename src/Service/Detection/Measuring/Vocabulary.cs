using Detector.Detection.Samples;

namespace Detector.Detection.Measuring;

/// <summary>
/// The words of part A with their counts, kept as hashes: enough to tell whether a word of A still occurs, not to read it.
/// </summary>
internal sealed class Vocabulary
{
    private const double RareMass = 0.1;
    private readonly Dictionary<ulong, int> _counts;

    /// <summary>Takes words and counts, in ascending order of the hash.</summary>
    public Vocabulary(ulong[] words, int[] counts)
    {
        Words = words;
        Counts = counts;
        _counts = new Dictionary<ulong, int>(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            _counts.Add(words[i], counts[i]);
            Total += counts[i];
        }

        Entropy = -counts.Sum(count => (double)count / Total * Math.Log((double)count / Total));
        (RareCount, RareTypes) = FindRare(counts, Total);
    }

    /// <summary>Hashes of the words, ascending.</summary>
    public ulong[] Words { get; }

    /// <summary>How often each occurs in A.</summary>
    public int[] Counts { get; }

    /// <summary>Number of words of A, repeats counted.</summary>
    public long Total { get; }

    /// <summary>Entropy of the words of A, in nats.</summary>
    public double Entropy { get; }

    /// <summary>Words that occur at most this often are rare: the lowest-frequency decile of A by mass, whole counts only.</summary>
    public int RareCount { get; }

    /// <summary>Number of different rare words.</summary>
    public int RareTypes { get; }

    /// <summary>How often a word occurs in A; 0 when it does not.</summary>
    public int CountOf(ulong word) => _counts.GetValueOrDefault(word);

    /// <summary>Counts the words of texts.</summary>
    public static Vocabulary Of(IEnumerable<TextFeatures> features)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (var word in features.SelectMany(feature => feature.Words))
        {
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        var words = counts.Keys.Order().ToArray();
        return new Vocabulary(words, [.. words.Select(word => counts[word])]);
    }

    private static (int Count, int Types) FindRare(int[] counts, long total)
    {
        var types = 0;
        var mass = 0L;
        var limit = 0;
        foreach (var group in counts.GroupBy(count => count).OrderBy(group => group.Key))
        {
            mass += (long)group.Key * group.Count();
            if (types > 0 && mass > RareMass * total)
            {
                break;
            }

            limit = group.Key;
            types += group.Count();
        }

        return (limit, types);
    }
}
