using System.Numerics.Tensors;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>What is measured on each group of two or more outputs to one prompt; arrays with one entry per group.</summary>
/// <param name="Keys">Hash of the group's key.</param>
/// <param name="Distances">Mean cosine distance of the group's pairs, 0 to 2.</param>
/// <param name="Classes">Number of classes among the first 1, 2 … outputs, as many as the group has, at most <see cref="Most"/>.</param>
internal sealed record PromptFigures(ulong[] Keys, double[] Distances, int[][] Classes)
{
    /// <summary>Most outputs of a group that are put into classes.</summary>
    public const int Most = 8;

    private const double ClassLevel = 0.9;

    /// <summary>Number of groups.</summary>
    public int Count => Keys.Length;

    /// <summary>Measures groups, in O(n d).</summary>
    /// <param name="groups">Numbers of the samples of each group.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="embeddings">Their embeddings.</param>
    /// <param name="classCosine">Cosine from which two outputs to one prompt are of one class.</param>
    public static PromptFigures Of(
        IReadOnlyList<int[]> groups, IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, float classCosine) =>
        new(
            PromptGroups.Keys(groups, samples),
            PromptGroups.Distances(groups, embeddings),
            [.. groups.Select(group => CountClasses(group, embeddings, classCosine))]);

    /// <summary>The .9 quantile of the cosines between the first <see cref="Most"/> outputs to one prompt; 1 without groups.</summary>
    public static float ClassCosine(IReadOnlyList<int[]> groups, EmbeddingMatrix embeddings)
    {
        var cosines = new List<float>();
        foreach (var group in groups)
        {
            for (var i = 1; i < Math.Min(group.Length, Most); i++)
            {
                for (var j = 0; j < i; j++)
                {
                    cosines.Add(TensorPrimitives.Dot(embeddings.Row(group[i]), embeddings.Row(group[j])));
                }
            }
        }

        cosines.Sort();
        return cosines.Count == 0 ? 1 : (float)Quantiles.Of([.. cosines], ClassLevel);
    }

    // An output joins the first class whose first member it resembles; otherwise it begins a class.
    private static int[] CountClasses(int[] group, EmbeddingMatrix embeddings, float cosine)
    {
        var firsts = new List<int>();
        var counts = new int[Math.Min(group.Length, Most)];
        for (var i = 0; i < counts.Length; i++)
        {
            var least = cosine - FittedSupport.SimilarityTolerance;
            if (!firsts.Exists(first => TensorPrimitives.Dot(embeddings.Row(first), embeddings.Row(group[i])) >= least))
            {
                firsts.Add(group[i]);
            }

            counts[i] = firsts.Count;
        }

        return counts;
    }
}
