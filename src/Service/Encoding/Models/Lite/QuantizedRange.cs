namespace Detector.Encoding.Models.Lite;

/// <summary>How a tensor becomes unsigned bytes: value = (byte - zero point) x scale.</summary>
/// <param name="Scale">Width of a step.</param>
/// <param name="ZeroPoint">The byte that stands for 0.</param>
internal sealed record QuantizedRange(float Scale, byte ZeroPoint)
{
    /// <summary>The range that holds every calibrated value, and 0. Clipping outliers was worse: they carry meaning in this model.</summary>
    /// <param name="range">Calibrated range of each channel.</param>
    /// <param name="factors">What each channel is divided by before it is quantized.</param>
    public static QuantizedRange Of(ChannelRange range, double[] factors)
    {
        var minimum = Math.Min(0, range.Minimum.Zip(factors, (value, factor) => value / factor).Min());
        var maximum = Math.Max(0, range.Maximum.Zip(factors, (value, factor) => value / factor).Max());
        var scale = (maximum - minimum) / byte.MaxValue;
        return new((float)scale, (byte)Math.Round(-minimum / scale));
    }
}
