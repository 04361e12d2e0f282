using Detector.Detection.Numerics;

namespace Detector.Detection.Samples;

/// <summary>What is measured on one text alone.</summary>
internal sealed class TextFeatures
{
    private const int LoopOrder = 4;
    private const int OpeningLength = 3;

    private TextFeatures(string text, ulong normalizedHash, ulong[] words)
    {
        Text = text;
        NormalizedHash = normalizedHash;
        Words = words;
        LoopShare = RepeatedShare(words, LoopOrder);
        Opening = TextHash.Combine(words.AsSpan(0, Math.Min(OpeningLength, words.Length)));
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Hash of the normalised text; equal for exact duplicates.</summary>
    public ulong NormalizedHash { get; }

    /// <summary>Hashes of the words, in order.</summary>
    public ulong[] Words { get; }

    /// <summary>Share of the text's 4-grams that repeat an earlier one, 0 to 1; 0 for fewer than five words.</summary>
    public double LoopShare { get; }

    /// <summary>Hash of the first three words.</summary>
    public ulong Opening { get; }

    /// <summary>Measures a text.</summary>
    public static TextFeatures Of(string text)
    {
        var normalized = Samples.Words.Normalize(text);
        return new TextFeatures(text, TextHash.Of(normalized), Samples.Words.Hash(normalized));
    }

    /// <summary>Measures the texts of samples, in parallel.</summary>
    public static TextFeatures[] OfAll(IReadOnlyList<Sample> samples, CancellationToken cancellation)
    {
        var features = new TextFeatures[samples.Count];
        Parallel.For(0, samples.Count, ComputeThreads.Loop(cancellation), i => features[i] = Of(samples[i].Text));
        return features;
    }

    private static double RepeatedShare(ulong[] words, int order)
    {
        var total = words.Length - order + 1;
        if (total < 2)
        {
            return 0;
        }

        var seen = new HashSet<ulong>(total);
        var repeated = 0;
        for (var i = 0; i < total; i++)
        {
            repeated += seen.Add(TextHash.Combine(words.AsSpan(i, order))) ? 0 : 1;
        }

        return (double)repeated / total;
    }
}
