namespace Detector.Encoding.Models.Lite;

/// <summary>The smallest and largest value each channel of a tensor took over the calibration texts.</summary>
/// <param name="Minimum">Smallest values, a channel each.</param>
/// <param name="Maximum">Largest values, a channel each.</param>
internal sealed record ChannelRange(float[] Minimum, float[] Maximum)
{
    /// <summary>An empty range, which <see cref="Include"/> widens.</summary>
    public static ChannelRange Empty(int channels)
    {
        var range = new ChannelRange(new float[channels], new float[channels]);
        Array.Fill(range.Minimum, float.PositiveInfinity);
        Array.Fill(range.Maximum, float.NegativeInfinity);
        return range;
    }

    /// <summary>Widens the range to hold a row of values.</summary>
    public void Include(ReadOnlySpan<float> row)
    {
        for (var channel = 0; channel < row.Length; channel++)
        {
            Minimum[channel] = Math.Min(Minimum[channel], row[channel]);
            Maximum[channel] = Math.Max(Maximum[channel], row[channel]);
        }
    }
}
