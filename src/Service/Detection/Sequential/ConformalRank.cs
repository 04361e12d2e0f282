namespace Detector.Detection.Sequential;

/// <summary>
/// The smoothed conformal p-value of a window: its rank among the accepted windows and the reference, ties broken by a uniform number.
/// Ranks of exchangeable scores are uniform and independent over time (Vovk, Nouretdinov and Gammerman 2003). The reference counts as
/// the w windows that it is worth, spread evenly over its own p-values:
/// (w p + accepted windows that are worse + u (1 + accepted windows that tie)) / (w + accepted windows + 1).
/// </summary>
internal static class ConformalRank
{
    /// <summary>The p-value, in (0, 1].</summary>
    /// <param name="p">The reported p-value, in (0, 1].</param>
    /// <param name="score">Its score.</param>
    /// <param name="referenceWindows">Windows that the reference is worth, w, above 0.</param>
    /// <param name="history">The accepted windows.</param>
    /// <param name="uniform">A uniform number in [0, 1).</param>
    public static double Of(double p, double score, double referenceWindows, AxisHistory history, double uniform)
    {
        var scores = history.Scores.AsSpan();
        var notWorse = FirstAbove(scores, score, orEqual: false);
        var better = FirstAbove(scores, score, orEqual: true);
        var rank = (referenceWindows * p) + (scores.Length - notWorse) + ((1 - uniform) * (1 + notWorse - better));
        return Math.Min(1, rank / (referenceWindows + scores.Length + 1));
    }

    private static int FirstAbove(ReadOnlySpan<double> ascending, double score, bool orEqual)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] > score || (orEqual && ascending[middle] == score))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
