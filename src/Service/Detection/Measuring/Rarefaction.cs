using Detector.Detection.Numerics;

namespace Detector.Detection.Measuring;

/// <summary>
/// What is left of counted types when only <c>budget</c> of <c>total</c> tokens are kept: exact over all ways of keeping them
/// (Hurlbert 1971), so that texts of different lengths compare.
/// </summary>
/// <param name="Total">Tokens counted.</param>
/// <param name="Budget">Tokens kept, 1 to total.</param>
internal readonly record struct Rarefaction(long Total, int Budget)
{
    /// <summary>Whether there are enough tokens.</summary>
    public bool Possible => Total >= Budget;

    /// <summary>Probability that a type of <paramref name="count"/> tokens is kept at least once: 1 - C(N-c,T) / C(N,T).</summary>
    public double Present(int count) =>
        count > Total - Budget ? 1 : 1 - Math.Exp(LogChoose(Total - count, Budget) - LogChoose(Total, Budget));

    /// <summary>Probability that a type of <paramref name="count"/> tokens is kept exactly once: c C(N-c,T-1) / C(N,T).</summary>
    public double Single(int count) =>
        count - 1 > Total - Budget
            ? 0
            : Math.Exp(Math.Log(count) + LogChoose(Total - count, Budget - 1) - LogChoose(Total, Budget));

    private static double LogChoose(long n, long k) =>
        Distributions.LogGamma(n + 1) - Distributions.LogGamma(k + 1) - Distributions.LogGamma(n - k + 1);
}
