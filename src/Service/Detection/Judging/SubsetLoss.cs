using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>
/// The labels that are as good as gone, all taken together: many small subsets can be lost without any one of them being
/// significant after adjustment. A label is gone when at most a tenth of what is expected is left; only labels of which at least
/// five are expected count. The share of the reference that is gone is compared with what healthy batches of this size miss.
/// </summary>
internal sealed class SubsetLoss
{
    private const double LeastExpected = 5;
    private const double GoneBelow = 0.1;
    private const int Draws = 9999;

    private SubsetLoss(IReadOnlySet<string> gone, double share, double usualShare, double pValue)
    {
        Gone = gone;
        Share = share;
        UsualShare = usualShare;
        PValue = pValue;
    }

    /// <summary>The labels that are gone.</summary>
    public IReadOnlySet<string> Gone { get; }

    /// <summary>Their share of the reference, 0 to 1.</summary>
    public double Share { get; }

    /// <summary>95th percentile of that share for healthy batches of this size.</summary>
    public double UsualShare { get; }

    /// <summary>Probability in (0, 1] that a healthy batch misses so much.</summary>
    public double PValue { get; }

    /// <summary>Whether a count is as good as none.</summary>
    public static bool IsGone(int count, double expected) => expected >= LeastExpected && count <= GoneBelow * expected;

    /// <summary>Judges the labels of a batch.</summary>
    /// <param name="subsets">Label, share of the reference and count of each label.</param>
    /// <param name="labelled">Labelled samples of the batch.</param>
    /// <param name="total">Labelled samples of the reference.</param>
    /// <param name="seed">Seed of the draws.</param>
    public static SubsetLoss Of(IReadOnlyList<(string Label, double Share, int Count)> subsets, int labelled, int total, ulong seed)
    {
        var tested = subsets.Where(subset => subset.Share * labelled >= LeastExpected).ToArray();
        var gone = tested.Where(subset => IsGone(subset.Count, subset.Share * labelled)).ToArray();
        var share = gone.Sum(subset => subset.Share);
        if (gone.Length == 0)
        {
            return new SubsetLoss(new HashSet<string>(), 0, 0, 1);
        }

        var chances = tested.Select(subset => new SubsetLaw(labelled, subset.Share, total)
            .PValue((int)(GoneBelow * subset.Share * labelled))).ToArray();
        var random = new SeededRandom(seed, Calibration.Streams.Subsets);
        var draws = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var i = 0; i < tested.Length; i++)
            {
                draws[draw] += random.NextDouble() < chances[i] ? tested[i].Share : 0;
            }
        }

        var p = (1.0 + draws.Count(value => value >= share - 1e-12)) / (1 + Draws);
        Array.Sort(draws);
        return new SubsetLoss(
            gone.Select(subset => subset.Label).ToHashSet(StringComparer.Ordinal), share, Quantiles.Of(draws, 0.95), p);
    }
}
