namespace Detector.Detection.Numerics;

/// <summary>
/// 2^f for |f| &lt;= 1/2 as its Taylor series, C_k = ln(2)^k / k!; the last term left out is below 1.3e-7.
/// </summary>
internal static class ExponentialSeries
{
    public const float C1 = 0.693147180559945f;
    public const float C2 = 0.240226506959101f;
    public const float C3 = 0.0555041086648216f;
    public const float C4 = 0.00961812910762848f;
    public const float C5 = 0.00133335581464284f;
    public const float C6 = 0.000154035303933816f;

    /// <summary>Powers of two below this are taken for it: the least normal float, nothing in any sum.</summary>
    public const float Lowest = -126;
}
