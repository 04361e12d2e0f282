using System.Numerics.Tensors;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>The groups of outputs to one prompt, and the nulls of means over them.</summary>
internal static class PromptGroups
{
    /// <summary>Fewest groups for which a mean over groups is judged.</summary>
    public const int Minimum = 8;

    /// <summary>
    /// Fewest prompts, samples without one counted as such, of which some can stand for the others. A reference of fewer is taken to hold
    /// all the prompts that batches answer: its parts share them, and its nulls draw single samples.
    /// </summary>
    public const int FewestToSplit = 64;

    // Scale of the excess where all groups are equal, so that no draw differs from another.
    private const double Resolution = 1e-3;

    /// <summary>Numbers of the samples of each group with at least two, in order of first appearance.</summary>
    public static IReadOnlyList<int[]> Of(IReadOnlyList<Sample> samples) =>
    [
        .. samples.Select((sample, index) => (sample.GroupKey, index))
            .Where(entry => entry.GroupKey is not null)
            .GroupBy(entry => entry.GroupKey!, entry => entry.index, StringComparer.Ordinal)
            .Select(group => group.ToArray())
            .Where(group => group.Length > 1),
    ];

    /// <summary>Hash of the key of each group.</summary>
    public static ulong[] Keys(IReadOnlyList<int[]> groups, IReadOnlyList<Sample> samples) =>
        [.. groups.Select(group => TextHash.Of(samples[group[0]].GroupKey!))];

    /// <summary>What the parts of a reference, and its draws, are made of: whole groups, or single samples where the groups are few.</summary>
    public static int[][] Parts(IReadOnlyList<Sample> samples)
    {
        var units = Units(samples);
        return units.Length >= Math.Min(FewestToSplit, samples.Count) ? units : [.. Enumerable.Range(0, samples.Count).Select(index => new[] { index })];
    }

    /// <summary>The numbers of the samples, those of one group next to each other; samples without a group stand alone.</summary>
    public static int[][] Units(IReadOnlyList<Sample> samples) =>
    [
        .. samples.Select((sample, index) => (Key: sample.GroupKey ?? $"\0{index}", index))
            .GroupBy(entry => entry.Key, entry => entry.index, StringComparer.Ordinal)
            .Select(group => group.ToArray()),
    ];

    /// <summary>
    /// How many independent samples units are worth at least: (sum of sizes)^2 / sum of squared sizes, as if the outputs to one prompt
    /// were copies (Kish 1965). 0 without units.
    /// </summary>
    public static double Independent(int[][] units)
    {
        double count = units.Sum(unit => unit.Length);
        return count == 0 ? 0 : count * count / units.Sum(unit => (double)unit.Length * unit.Length);
    }

    /// <summary>Whether a batch consists of several outputs to each prompt: at least half of its samples are in groups.</summary>
    public static bool Grouped(IReadOnlyList<int[]> groups, int count) => 2 * groups.Sum(group => group.Length) >= count;

    /// <summary>
    /// The null of the mean over groups whose prompts the reference has too: the reference's mean over the same prompts, moved by
    /// the differences group by group with random signs (a paired permutation test).
    /// </summary>
    /// <param name="batch">The batch's figures, one per group.</param>
    /// <param name="reference">The reference's of the same prompts, in the same order.</param>
    /// <param name="draws">Number of draws.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="direction">Which way is worse.</param>
    public static NullDistribution PairedNull(
        double[] batch, double[] reference, int draws, ulong seed, Direction direction = Direction.LowerIsWorse)
    {
        var mean = reference.Average();
        var random = new SeededRandom(seed, Streams.PromptGroups);
        var means = new double[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            double sum = 0;
            for (var i = 0; i < batch.Length; i++)
            {
                var difference = batch[i] - reference[i];
                sum += random.NextInt(2) == 0 ? difference : -difference;
            }

            means[draw] = mean + (sum / batch.Length);
        }

        return new NullDistribution(means, direction, Resolution);
    }

    /// <summary>Mean cosine distance of the pairs of each group, 0 to 2.</summary>
    public static double[] Distances(IReadOnlyList<int[]> groups, EmbeddingMatrix embeddings) =>
        [.. groups.Select(group => Distance(group, embeddings))];

    /// <summary>The null of the mean over some groups: means of draws from the reference's groups, widened as in <see cref="NullSet"/>.</summary>
    /// <param name="reference">The reference's figures, one per group, at least two.</param>
    /// <param name="groups">Number of the batch's groups.</param>
    /// <param name="draws">Number of draws.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static NullDistribution Null(double[] reference, int groups, int draws, ulong seed)
    {
        var size = Math.Min(groups, reference.Length / 2);
        var mean = reference.Average();
        var widening = Math.Sqrt(((1.0 / groups) + (1.0 / reference.Length)) / ((1.0 / size) - (1.0 / reference.Length)));
        var random = new SeededRandom(seed, Streams.PromptGroups);
        var means = new double[draws];
        for (var draw = 0; draw < draws; draw++)
        {
            var order = random.Permutation(reference.Length);
            double sum = 0;
            for (var i = 0; i < size; i++)
            {
                sum += reference[order[i]];
            }

            means[draw] = mean + (widening * ((sum / size) - mean));
        }

        return new NullDistribution(means, Direction.LowerIsWorse, Resolution);
    }

    // The mean over pairs follows from the length of the sum: |sum|^2 = n + 2 sum of the pairs' cosines.
    private static double Distance(int[] group, EmbeddingMatrix embeddings)
    {
        var sum = new float[embeddings.Dimension];
        foreach (var member in group)
        {
            TensorPrimitives.Add(sum, embeddings.Row(member), sum);
        }

        double n = group.Length;
        return 1 - ((TensorPrimitives.SumOfSquares<float>(sum) - n) / (n * (n - 1)));
    }
}
