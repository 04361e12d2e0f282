namespace Detector.Detection.Numerics;

/// <summary>Successes in n trials whose common probability is drawn from a beta distribution.</summary>
/// <param name="n">Trials, at least 0.</param>
/// <param name="alpha">First parameter of the beta distribution, above 0.</param>
/// <param name="beta">Second parameter of the beta distribution, above 0.</param>
internal readonly struct BetaBinomialLaw(int n, double alpha, double beta) : ICountLaw
{
    /// <inheritdoc/>
    public int First => 0;

    /// <inheritdoc/>
    public int Last => n;

    /// <inheritdoc/>
    public double Mean => n * (alpha / (alpha + beta));

    /// <inheritdoc/>
    public double LogMass(int k) =>
        SpecialFunctions.LogChoose(n, k)
        + SpecialFunctions.LogRising(alpha, k) + SpecialFunctions.LogRising(beta, n - k) - SpecialFunctions.LogRising(alpha + beta, n);

    /// <inheritdoc/>
    public double Ratio(int k) => (n - k) * (alpha + k) / ((k + 1.0) * (beta + n - k - 1));
}
