using System.Globalization;

namespace Detector.Evaluation.Results;

/// <summary>Shares in tables.</summary>
internal static class Share
{
    /// <summary>A share with two decimals.</summary>
    public static string Text(double share) => share.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A share with its 95 % interval.</summary>
    public static string Text(int count, int trials)
    {
        var interval = Interval.Of(count, trials);
        return string.Create(
            CultureInfo.InvariantCulture, $"{(double)count / Math.Max(1, trials):0.00} [{interval.Low:0.00}, {interval.High:0.00}]");
    }
}
