using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Numerics;

namespace Detector.Detection.Measuring;

/// <summary>Figures over the pairs of a draw, and between the draw and the reference samples that were not drawn.</summary>
internal sealed class PairStatistics
{
    /// <summary>Mean cosine over the pairs of different samples.</summary>
    public required double MeanCosine { get; init; }

    /// <summary>Mean squared cosine over the pairs of different samples.</summary>
    public required double MeanSquaredCosine { get; init; }

    /// <summary>Mean kernel over the pairs of different samples.</summary>
    public required double MeanKernel { get; init; }

    /// <summary>Mean over the samples of the cosine to the nearest other one.</summary>
    public required double MeanNearestCosine { get; init; }

    /// <summary>Share of the samples with a neighbour nearer than the reference's samples have.</summary>
    public required double NearDuplicateShare { get; init; }

    /// <summary>Share of the undrawn reference samples within a drawn sample's k-th neighbour radius.</summary>
    public required double Recall { get; init; }

    /// <summary>The same over the sparsest tenth of the reference.</summary>
    public required double TailRecall { get; init; }

    /// <summary>The same over the samples of each label; NaN where all of them were drawn.</summary>
    public required double[] LabelRecalls { get; init; }

    /// <summary>Measures the pairs of a draw of at least two samples, in O(n^2 + n N) for N samples of the population.</summary>
    public static PairStatistics Of(Draw draw, Workspace workspace)
    {
        var population = draw.Population;
        var members = draw.Members.Span;
        var n = members.Length;
        var k = Math.Min(FittedSupport.Neighbour, n - 1);
        var gram = workspace.Gram(n * n);
        Gather(population, members, gram);

        var covered = workspace.Covered(population.Count);
        Span<float> best = stackalloc float[k];
        double sum = 0, squares = 0, kernels = 0, nearest = 0;
        var nearDuplicates = 0;
        for (var i = 0; i < n; i++)
        {
            var row = gram.Slice(i * n, n);
            var self = row[i];
            sum += TensorPrimitives.Sum<float>(row) - self;
            squares += TensorPrimitives.SumOfSquares<float>(row) - (self * self);
            kernels += KernelSums.SumRbf(row, population.Scales.MedianSquaredDistance)
                - KernelSums.SumRbf(row.Slice(i, 1), population.Scales.MedianSquaredDistance);
            Neighbours.LargestK(row, i, best);
            nearest += best[0];
            nearDuplicates += best[0] >= population.Scales.NearDuplicateCosine - FittedSupport.SimilarityTolerance ? 1 : 0;
            Neighbours.MarkAtLeast(
                population.Cosines(members[i])[..population.AnchorCount], best[k - 1] - FittedSupport.SimilarityTolerance, covered);
        }

        var pairs = (double)n * (n - 1);
        var (recall, tailRecall, labelRecalls) = Covered(population, members, covered);
        return new PairStatistics
        {
            MeanCosine = sum / pairs,
            MeanSquaredCosine = squares / pairs,
            MeanKernel = kernels / pairs,
            MeanNearestCosine = nearest / n,
            NearDuplicateShare = (double)nearDuplicates / n,
            Recall = recall,
            TailRecall = tailRecall,
            LabelRecalls = labelRecalls,
        };
    }

    /// <summary>Copies the cosines of the drawn samples to each other into an n x n matrix.</summary>
    public static void Gather(Population population, ReadOnlySpan<int> members, Span<float> gram)
    {
        var n = members.Length;
        for (var i = 0; i < n; i++)
        {
            var cosines = population.Cosines(members[i]);
            var row = gram.Slice(i * n, n);
            for (var j = 0; j < n; j++)
            {
                row[j] = cosines[members[j]];
            }
        }
    }

    private static (double Recall, double TailRecall, double[] LabelRecalls) Covered(
        Population population, ReadOnlySpan<int> members, Span<byte> covered)
    {
        const byte Drawn = 2;
        foreach (var member in members)
        {
            if (population.AnchorOf(member) is >= 0 and var anchor)
            {
                covered[anchor] = Drawn;
            }
        }

        int rest = 0, inside = 0, sparse = 0, sparseInside = 0;
        var scores = population.Placement.TailScores;
        var labels = population.Labels;
        var ofLabels = new (int Left, int Inside)[labels.Names.Length];
        for (var i = 0; i < population.AnchorCount; i++)
        {
            if (covered[i] == Drawn || !population.IsAnchor(i))
            {
                continue;
            }

            rest++;
            inside += covered[i];
            if (ofLabels.Length > 0 && labels.Numbers[i] >= 0)
            {
                ofLabels[labels.Numbers[i]].Left++;
                ofLabels[labels.Numbers[i]].Inside += covered[i];
            }

            if (scores[i] > population.Scales.SparseThreshold)
            {
                sparse++;
                sparseInside += covered[i];
            }
        }

        return (Share(inside, rest), Share(sparseInside, sparse), [.. ofLabels.Select(label => Share(label.Inside, label.Left))]);
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
