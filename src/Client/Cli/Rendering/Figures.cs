using System.Globalization;
using Detector.V1;

namespace Detector.Cli.Rendering;

/// <summary>Figures as people read them, the same in every culture.</summary>
internal static class Figures
{
    /// <summary>Stands for a figure that is not there.</summary>
    public const string None = "–";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Samples(long count) => count == 1 ? "1 sample" : $"{Count(count)} samples";

    /// <summary>Three or four significant digits; what is smaller than any figure's error is 0.</summary>
    public static string Value(double value)
    {
        var size = Math.Abs(value);
        return size switch
        {
            _ when !double.IsFinite(value) => value.ToString(CultureInfo.InvariantCulture),
            < 1e-6 => "0",
            < 1e-3 or >= 1e7 => value.ToString("0.0e0", CultureInfo.InvariantCulture),
            < 1 => value.ToString("G3", CultureInfo.InvariantCulture),
            >= 1e4 => value.ToString("N0", CultureInfo.InvariantCulture),
            _ => value.ToString("G4", CultureInfo.InvariantCulture),
        };
    }

    public static string Value(bool has, double value) => has ? Value(value) : None;

    /// <summary>The middle 90 % of healthy batches.</summary>
    public static string HealthyRange(Score score) =>
        score is { HasNullP05: true, HasNullP95: true } ? $"{Value(score.NullP05)} to {Value(score.NullP95)}" : None;

    public static string Probability(double p) => p switch
    {
        < 0.001 => "<0.001",
        _ => p.ToString("0.###", CultureInfo.InvariantCulture),
    };

    /// <summary>Evidence by its decimal logarithm; the numbers that alerts are set in.</summary>
    public static string Evidence(bool has, double log10) => log10 switch
    {
        _ when !has => None,
        < -2 => "<0.01",
        < 300 => Value(Math.Pow(10, log10)),
        _ => string.Create(CultureInfo.InvariantCulture, $"1e{log10:0}"),
    };

    public static string Share(double share)
    {
        var percent = share * 100;
        return Math.Abs(percent) switch
        {
            < 0.05 => "0 %",
            < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{percent:0.0} %"),
            < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{percent:0} %"),
            _ => percent > 0 ? ">999 %" : "<-999 %",
        };
    }

    /// <summary>How much of some work is done; 100 % only at its end.</summary>
    public static string Progress(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100 * share)} %");

    /// <summary>The change towards worse; a share where its unit is one.</summary>
    public static string Effect(Score score) => score.HasEffect ? Effect(score.Effect, score.EffectUnit) : None;

    /// <summary>An effect in its unit.</summary>
    public static string Effect(double effect, string unit) =>
        unit.Contains("relative", StringComparison.OrdinalIgnoreCase) || unit.Contains("share", StringComparison.OrdinalIgnoreCase)
            ? Share(effect)
            : Value(effect);

    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MiB"),
    };
}
