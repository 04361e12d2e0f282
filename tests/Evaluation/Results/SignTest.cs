namespace Detector.Evaluation.Results;

/// <summary>The exact sign test on paired successes (McNemar).</summary>
internal static class SignTest
{
    /// <summary>Probability, where both are equally good, that the second alone succeeds in so many of the trials in which one alone does.</summary>
    /// <param name="firstOnly">Trials in which the first alone succeeds.</param>
    /// <param name="secondOnly">Trials in which the second alone succeeds.</param>
    public static double PValue(int firstOnly, int secondOnly)
    {
        var trials = firstOnly + secondOnly;
        var mass = Math.Pow(0.5, trials);
        double tail = 0;
        for (var k = 0; k <= trials; k++)
        {
            tail += k >= secondOnly ? mass : 0;
            mass *= (double)(trials - k) / (k + 1);
        }

        return Math.Min(1, tail);
    }
}
