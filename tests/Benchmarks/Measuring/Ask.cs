using System.Globalization;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Benchmarks.Measuring;

/// <summary>Targets of ratios and figures. A smoke run asks for none of them.</summary>
/// <param name="smoke">Whether the run is one.</param>
internal sealed class Ask(bool smoke)
{
    /// <summary>A ratio that must be large, by the median of its rounds.</summary>
    public Target AtLeast(string what, double wanted, MedianInterval ratio) => new(what, Write(">=", wanted), Write(ratio), smoke || ratio.Median >= wanted);

    /// <summary>A ratio that must be small, by the median of its rounds.</summary>
    public Target AtMost(string what, double wanted, MedianInterval ratio) => new(what, Write("<=", wanted), Write(ratio), smoke || ratio.Median <= wanted);

    /// <summary>A figure that must be small.</summary>
    public Target AtMost(string what, double wanted, double measured) =>
        new(what, Write("<=", wanted), measured.ToString("0.###", CultureInfo.InvariantCulture), smoke || measured <= wanted);

    private static string Write(string sign, double wanted) => string.Create(CultureInfo.InvariantCulture, $"{sign} {wanted:0.##}");

    private static string Write(MedianInterval ratio) => string.Create(
        CultureInfo.InvariantCulture, $"{ratio.Median:0.###} ({ratio.Low:0.###} to {ratio.High:0.###})");
}
