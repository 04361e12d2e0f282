using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Measuring;

/// <summary>
/// The words and word n-grams of a population's samples as dense numbers, so that a draw counts them in arrays.
/// Samples without texts (a reference's, when it keeps none) have no words.
/// </summary>
internal sealed class WordTable
{
    /// <summary>Longest n-gram counted.</summary>
    public const int MaximumOrder = 4;

    private readonly int[][][] _grams;
    private readonly int[][] _differentGrams;

    private WordTable(TextFeatures?[] features, int[][][] grams, int[] typeCounts, double[] referenceFrequencies, Vocabulary vocabulary)
    {
        Features = features;
        _grams = grams;
        _differentGrams = [.. grams[MaximumOrder - 1].Select(sample => sample.Distinct().ToArray())];
        TypeCounts = typeCounts;
        ReferenceFrequencies = referenceFrequencies;
        Vocabulary = vocabulary;
    }

    /// <summary>Features of every sample's text; null where the text is not known.</summary>
    public TextFeatures?[] Features { get; }

    /// <summary>Number of different n-grams of each order, from order 1.</summary>
    public int[] TypeCounts { get; }

    /// <summary>Number of times each word occurs in the reference's vocabulary; 0 for words it lacks.</summary>
    public double[] ReferenceFrequencies { get; }

    /// <summary>The reference's vocabulary.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The n-grams of one sample, in order; empty when its text is not known or too short.</summary>
    /// <param name="sample">Number of the sample.</param>
    /// <param name="order">1 to <see cref="MaximumOrder"/>.</param>
    public ReadOnlySpan<int> Grams(int sample, int order) => _grams[order - 1][sample];

    /// <summary>The different n-grams of the longest order of one sample.</summary>
    public ReadOnlySpan<int> DifferentGrams(int sample) => _differentGrams[sample];

    /// <summary>Numbers the words of the samples.</summary>
    public static WordTable Of(TextFeatures?[] features, Vocabulary vocabulary, CancellationToken cancellation)
    {
        var grams = new int[MaximumOrder][][];
        var typeCounts = new int[MaximumOrder];
        double[] frequencies = [];
        Parallel.For(0, MaximumOrder, ComputeThreads.Loop(cancellation), index =>
        {
            var numbers = new Dictionary<ulong, int>();
            grams[index] = [.. features.Select(feature => Number(feature?.Words ?? [], index + 1, numbers))];
            typeCounts[index] = numbers.Count;
            if (index == 0)
            {
                frequencies = new double[numbers.Count];
                foreach (var (hash, number) in numbers)
                {
                    frequencies[number] = vocabulary.CountOf(hash);
                }
            }
        });
        return new WordTable(features, grams, typeCounts, frequencies, vocabulary);
    }

    private static int[] Number(ulong[] words, int order, Dictionary<ulong, int> numbers)
    {
        var count = Math.Max(0, words.Length - order + 1);
        var result = new int[count];
        for (var i = 0; i < count; i++)
        {
            var key = order == 1 ? words[i] : TextHash.Combine(words.AsSpan(i, order));
            if (!numbers.TryGetValue(key, out var number))
            {
                number = numbers.Count;
                numbers.Add(key, number);
            }

            result[i] = number;
        }

        return result;
    }
}
