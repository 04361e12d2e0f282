namespace Detector.Detection.Numerics;

/// <summary>Successes in n independent trials.</summary>
/// <param name="n">Trials, at least 0.</param>
/// <param name="p">Probability of a success, in [0, 1].</param>
internal readonly struct BinomialLaw(int n, double p) : ICountLaw
{
    /// <inheritdoc/>
    public int First => p == 1 ? n : 0;

    /// <inheritdoc/>
    public int Last => p == 0 ? 0 : n;

    /// <inheritdoc/>
    public double Mean => n * p;

    /// <inheritdoc/>
    public double LogMass(int k) =>
        SpecialFunctions.LogChoose(n, k) + (k == 0 ? 0 : k * Math.Log(p)) + (k == n ? 0 : (n - k) * SpecialFunctions.LogOnePlus(-p));

    /// <inheritdoc/>
    public double Ratio(int k) => (n - k) * p / ((k + 1.0) * (1 - p));
}
