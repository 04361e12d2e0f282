using System.Globalization;

namespace Detector.Evaluation.Results;

/// <summary>A mean with its 95 % interval.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Error">Half of the interval.</param>
internal readonly record struct Mean(double Value, double Error)
{
    /// <summary>The mean of groups of values; values of one group share an error, as those of one reference do.</summary>
    public static Mean Of(IEnumerable<IEnumerable<double>> groups)
    {
        double[] means = [.. groups.Select(group => group.Average())];
        var mean = means.Average();
        var variance = means.Length < 2 ? double.NaN : means.Sum(value => (value - mean) * (value - mean)) / (means.Length - 1);
        return new Mean(mean, MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, Math.Max(1, means.Length - 1), 0.975) * Math.Sqrt(variance / means.Length));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:0.#} +- {Error:0.#}");
}
