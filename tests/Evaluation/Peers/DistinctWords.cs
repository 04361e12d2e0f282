using Detector.Detection.Samples;

namespace Detector.Evaluation.Peers;

/// <summary>Distinct-n (Li et al. 2016): different n-grams per n-gram over all texts.</summary>
internal static class DistinctWords
{
    private static readonly char[] Separators = [.. " \t\r\n.,;:!?\"()[]{}"];

    /// <summary>Distinct-1 and distinct-2.</summary>
    public static double[] Of(IEnumerable<Sample> samples)
    {
        HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
        HashSet<(string, string)> pairs = [];
        int wordCount = 0, pairCount = 0;
        foreach (var sample in samples)
        {
            var text = sample.Text.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            words.UnionWith(text);
            pairs.UnionWith(text.Zip(text.Skip(1)));
            wordCount += text.Length;
            pairCount += Math.Max(0, text.Length - 1);
        }

        return [Ratio(words.Count, wordCount), Ratio(pairs.Count, pairCount)];
    }

    private static double Ratio(int distinct, int all) => all > 0 ? (double)distinct / all : 0;
}
