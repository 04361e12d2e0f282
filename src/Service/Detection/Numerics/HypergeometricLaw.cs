namespace Detector.Detection.Numerics;

/// <summary>Successes among draws without replacement from a finite population.</summary>
/// <param name="draws">Number drawn, 0 to population.</param>
/// <param name="successes">Successes in the population, 0 to population.</param>
/// <param name="population">Size of the population.</param>
internal readonly struct HypergeometricLaw(int draws, int successes, int population) : ICountLaw
{
    /// <inheritdoc/>
    public int First => Math.Max(0, draws - (population - successes));

    /// <inheritdoc/>
    public int Last => Math.Min(draws, successes);

    /// <inheritdoc/>
    public double Mean => population == 0 ? 0 : (double)draws * successes / population;

    /// <inheritdoc/>
    public double LogMass(int k) =>
        SpecialFunctions.LogChoose(successes, k) + SpecialFunctions.LogChoose(population - successes, draws - k)
        - SpecialFunctions.LogChoose(population, draws);

    /// <inheritdoc/>
    public double Ratio(int k) =>
        (double)(successes - k) * (draws - k) / ((k + 1.0) * ((double)population - successes - draws + k + 1));
}
