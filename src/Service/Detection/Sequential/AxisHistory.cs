using System.Collections.Immutable;

namespace Detector.Detection.Sequential;

/// <summary>What accepted windows have taught about an axis.</summary>
/// <param name="Windows">Number of windows learned from.</param>
/// <param name="Precision">Their part in what is known of the reference's error: the sum of 1/w, each window's w as in
/// <see cref="WindowObservation.ReferenceWindows"/>.</param>
/// <param name="WeightedScores">The sum of sqrt((1 + w) / w²) times the score.</param>
/// <param name="Scores">The scores, ascending; empty where only their sum is needed.</param>
public sealed record AxisHistory(int Windows, double Precision, double WeightedScores, ImmutableArray<double> Scores)
{
    // A p-value of exactly 1 is an infinite score, and one such window would outweigh all others in the sum.
    private const double LeastScore = -3;

    /// <summary>Nothing learned.</summary>
    public static AxisHistory Empty { get; } = new(0, 0, 0, []);

    /// <summary>Learns from an accepted window.</summary>
    /// <param name="score">The axis's score.</param>
    /// <param name="referenceWindows">Windows of this size that the reference is worth, above 0.</param>
    /// <param name="keepScores">Whether the score itself is kept.</param>
    internal AxisHistory Learn(double score, double referenceWindows, bool keepScores)
    {
        var scores = Scores;
        if (keepScores)
        {
            var place = scores.BinarySearch(score);
            scores = scores.Insert(place < 0 ? ~place : place, score);
        }

        var loading = Math.Sqrt(1 + referenceWindows) / referenceWindows;
        var weighted = WeightedScores + (loading * Math.Max(score, LeastScore));
        return new AxisHistory(Windows + 1, Precision + (1 / referenceWindows), weighted, scores);
    }
}
