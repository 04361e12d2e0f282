namespace Detector.EndToEnd.Tests.Running;

/// <summary>Made-up texts that a seed decides.</summary>
internal static class Texts
{
    private static readonly string[] Subjects =
    [
        "The harvest", "A treaty with the neighbours", "The new railroad", "Our village school", "The fishing fleet", "A young painter",
        "The mountain observatory", "An old baker", "The city council", "A stray dog", "The hospital ward", "The chess club", "A jazz trio",
        "The desert highway", "The software update", "A retired judge",
    ];

    private static readonly string[] Acts =
    [
        "surprised everyone", "failed again", "took three years to finish", "was paid for by strangers", "divided the town", "won a small prize",
        "needs more light", "grew slowly", "was sold at a loss", "brought old friends together", "stopped at the border", "broke a record",
    ];

    private static readonly string[] Times =
    [
        "before the first snow", "during the long strike", "on a quiet Sunday", "while the river was high", "after the election",
        "in the year of the comet", "between two wars", "as the market opened", "when the music ended", "under a new director",
    ];

    /// <summary>Varied texts: healthy draws of one distribution.</summary>
    public static string[] Varied(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            $"{Pick(Subjects, random)} {Pick(Acts, random)} {Pick(Times, random)}, and {Pick(Subjects, random).ToLowerInvariant()} {Pick(Acts, random)}.")];
    }

    /// <summary>A few texts again and again, as of a model that collapsed.</summary>
    public static string[] Collapsed(int count) => [.. Enumerable.Range(0, count).Select(i => Varied(3, 99)[i % 3])];

    /// <summary>What a varied text begins with.</summary>
    public static string SubjectOf(string text) => Subjects.Single(subject => text.StartsWith(subject, StringComparison.Ordinal));

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];
}
