using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Numerics;

namespace Detector.Detection.Measuring;

/// <summary>Figures over the pairs of a draw, and between the draw and the reference samples that were not drawn.</summary>
internal sealed class PairStatistics
{
    /// <summary>Mean cosine over the pairs of different samples.</summary>
    public required double MeanCosine { get; init; }

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
        var covered = workspace.Covered(draw.Population.Count);
        var sums = draw.Known is { } known ? Listed(draw, known.Neighbours, covered) : Compared(draw, workspace, covered);
        var n = draw.Count;
        var (recall, tailRecall, labelRecalls) = Covered(draw.Population, draw.Members.Span, covered);
        return new PairStatistics
        {
            MeanCosine = MeanCosineOf(draw),
            MeanKernel = draw.Known?.MeanKernel ?? sums.Kernels / ((double)n * (n - 1)),
            MeanNearestCosine = sums.Nearest / n,
            NearDuplicateShare = (double)sums.NearDuplicates / n,
            Recall = recall,
            TailRecall = tailRecall,
            LabelRecalls = labelRecalls,
        };
    }

    private static int NeighbourOf(int count) => Math.Min(FittedSupport.Neighbour, count - 1);

    private static (double Kernels, double Nearest, int NearDuplicates) Compared(Draw draw, Workspace workspace, Span<byte> covered)
    {
        var population = draw.Population;
        var members = Sorted(draw.Members.Span);
        var n = members.Length;
        var gram = workspace.Gram(n * n);
        Gather(population, members, gram);
        Span<float> best = stackalloc float[NeighbourOf(n)];
        double kernels = 0, nearest = 0;
        var nearDuplicates = 0;
        for (var i = 0; i < n; i++)
        {
            var row = gram.Slice(i * n, n);
            kernels += KernelSums.SumRbf(row, population.Scales.MedianSquaredDistance)
                - KernelSums.SumRbf(row.Slice(i, 1), population.Scales.MedianSquaredDistance);
            Neighbours.LargestK(row, i, best);
            nearest += best[0];
            nearDuplicates += IsNearDuplicate(population, best[0]) ? 1 : 0;
            Neighbours.MarkAtLeast(
                population.Cosines(members[i])[..population.AnchorCount], best[^1] - FittedSupport.SimilarityTolerance, covered);
        }

        return (kernels, nearest, nearDuplicates);
    }

    // The same by the lists of neighbours, without what is known: in O(k N) instead of O(n N).
    private static (double Kernels, double Nearest, int NearDuplicates) Listed(Draw draw, NeighbourLists neighbours, Span<byte> covered)
    {
        const byte Drawn = 1;
        var population = draw.Population;
        var members = draw.Members.Span;
        var drawn = new byte[population.Count];
        foreach (var member in members)
        {
            drawn[member] = Drawn;
        }

        Span<float> best = stackalloc float[NeighbourOf(members.Length)];
        double nearest = 0;
        var nearDuplicates = 0;
        foreach (var member in members)
        {
            if (!Search(neighbours, member, drawn, best, covered))
            {
                var cosines = population.Cosines(member);
                var others = new float[members.Length];
                for (var j = 0; j < others.Length; j++)
                {
                    others[j] = members[j] == member ? float.NegativeInfinity : cosines[members[j]];
                }

                Neighbours.LargestK(others, -1, best);
                Neighbours.MarkAtLeast(cosines, best[^1] - FittedSupport.SimilarityTolerance, covered);
            }

            nearest += best[0];
            nearDuplicates += IsNearDuplicate(population, best[0]) ? 1 : 0;
        }

        return (0, nearest, nearDuplicates);
    }

    // False where the list ends before the last neighbour's radius.
    private static bool Search(NeighbourLists neighbours, int member, byte[] drawn, Span<float> best, Span<byte> covered)
    {
        var samples = neighbours.Of(member);
        var cosines = neighbours.CosinesOf(member);
        var (found, radius) = (0, float.NegativeInfinity);
        for (var place = 0; place < samples.Length; place++)
        {
            if (cosines[place] < radius)
            {
                return true;
            }

            covered[samples[place]] = 1;
            if (found < best.Length && drawn[samples[place]] != 0)
            {
                best[found++] = cosines[place];
                radius = found == best.Length ? cosines[place] - FittedSupport.SimilarityTolerance : radius;
            }
        }

        return false;
    }

    private static bool IsNearDuplicate(Population population, float nearest) =>
        nearest >= population.Scales.NearDuplicateCosine - FittedSupport.SimilarityTolerance;

    // The sum over all pairs is the squared length of the sum of the samples.
    private static double MeanCosineOf(Draw draw)
    {
        const int Run = 64;
        var population = draw.Population;
        var members = draw.Members.Span;
        var total = new double[population.Drawable.Dimension];
        var part = new float[total.Length];
        double selves = 0;
        for (var first = 0; first < members.Length; first += Run)
        {
            Array.Clear(part);
            foreach (var member in members[first..Math.Min(first + Run, members.Length)])
            {
                var row = population.Row(member);
                TensorPrimitives.Add(part, row, part);
                selves += TensorPrimitives.SumOfSquares(row);
            }

            for (var j = 0; j < total.Length; j++)
            {
                total[j] += part[j];
            }
        }

        return (TensorPrimitives.SumOfSquares<double>(total) - selves) / ((double)members.Length * (members.Length - 1));
    }

    /// <summary>Members in ascending order, in which their cosines lie in memory.</summary>
    public static int[] Sorted(ReadOnlySpan<int> members)
    {
        var sorted = members.ToArray();
        Array.Sort(sorted);
        return sorted;
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
