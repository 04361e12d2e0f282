namespace Detector.Detection.Numerics;

/// <summary>
/// Probabilities of counts and of the normal distribution. Relative errors stay below 1e-10 for counts up to some 100 000;
/// a possible outcome never has probability 0, an impossible one always.
/// </summary>
internal static class Distributions
{
    /// <summary>ln Γ(x).</summary>
    /// <param name="x">Above 0.</param>
    public static double LogGamma(double x) => SpecialFunctions.LogGamma(x);

    /// <summary>P(X &lt;= k) of a beta-binomial count.</summary>
    /// <param name="k">Any count.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="alpha">First parameter, above 0.</param>
    /// <param name="beta">Second parameter, above 0.</param>
    public static double BetaBinomialLower(int k, int n, double alpha, double beta) =>
        CountTails.Lower(BetaBinomial(n, alpha, beta), k);

    /// <summary>P(X >= k) of a beta-binomial count.</summary>
    /// <inheritdoc cref="BetaBinomialLower" path="/param"/>
    public static double BetaBinomialUpper(int k, int n, double alpha, double beta) =>
        CountTails.Upper(BetaBinomial(n, alpha, beta), k);

    /// <summary>The least k with P(X &lt;= k) >= p of a beta-binomial count.</summary>
    /// <param name="p">A probability.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="alpha">First parameter, above 0.</param>
    /// <param name="beta">Second parameter, above 0.</param>
    public static int BetaBinomialQuantile(double p, int n, double alpha, double beta)
    {
        RequireProbability(p, nameof(p));
        var law = BetaBinomial(n, alpha, beta);
        var (low, high) = (0, n);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (CountTails.Lower(law, middle) >= p)
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

    /// <summary>P(X &lt;= k) of a binomial count.</summary>
    /// <param name="k">Any count.</param>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="p">Probability of a success.</param>
    public static double BinomialLower(int k, int n, double p) => CountTails.Lower(Binomial(n, p), k);

    /// <summary>P(X >= k) of a binomial count.</summary>
    /// <inheritdoc cref="BinomialLower" path="/param"/>
    public static double BinomialUpper(int k, int n, double p) => CountTails.Upper(Binomial(n, p), k);

    /// <summary>P(X &lt;= k) of the successes among draws without replacement.</summary>
    /// <param name="k">Any count.</param>
    /// <param name="draws">Number drawn, 0 to population.</param>
    /// <param name="successes">Successes in the population, 0 to population.</param>
    /// <param name="population">Size of the population.</param>
    public static double HypergeometricLower(int k, int draws, int successes, int population) =>
        CountTails.Lower(Hypergeometric(draws, successes, population), k);

    /// <summary>P(X >= k) of the successes among draws without replacement.</summary>
    /// <inheritdoc cref="HypergeometricLower" path="/param"/>
    public static double HypergeometricUpper(int k, int draws, int successes, int population) =>
        CountTails.Upper(Hypergeometric(draws, successes, population), k);

    /// <summary>P(Z &lt;= x) of the standard normal distribution.</summary>
    /// <param name="x">Any number.</param>
    public static double NormalCdf(double x) => NormalLaw.Cdf(x);

    /// <summary>The x with P(Z &lt;= x) = p; infinite at 0 and 1.</summary>
    /// <param name="p">A probability.</param>
    public static double NormalQuantile(double p) => NormalLaw.Quantile(p);

    private static BinomialLaw Binomial(int n, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        RequireProbability(p, nameof(p));
        return new BinomialLaw(n, p);
    }

    private static BetaBinomialLaw BetaBinomial(int n, double alpha, double beta)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        RequirePositive(alpha, nameof(alpha));
        RequirePositive(beta, nameof(beta));
        return new BetaBinomialLaw(n, alpha, beta);
    }

    private static HypergeometricLaw Hypergeometric(int draws, int successes, int population)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(population);
        ArgumentOutOfRangeException.ThrowIfNegative(draws);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, population);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, population);
        return new HypergeometricLaw(draws, successes, population);
    }

    private static void RequireProbability(double p, string name)
    {
        if (!(p >= 0 && p <= 1))
        {
            throw new ArgumentOutOfRangeException(name, p, "A probability lies between 0 and 1.");
        }
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, "A parameter of the beta distribution is finite and above 0.");
        }
    }
}
