namespace Detector.Encoding.Models.Lite;

/// <summary>
/// SmoothQuant (Xiao et al., ICML 2023, equation 4): moves the spread of a matrix product's inputs into its weights,
/// so that both fit into bytes.
/// </summary>
internal static class Smoothing
{
    private const double Strength = 0.7;

    // A channel that never moved in calibration still may at run time.
    private const double Floor = 1e-4;

    /// <summary>What each input channel is divided by, and each row of the weights multiplied by; their geometric mean is 1.</summary>
    public static double[] Factors(ChannelRange inputs, Matrix weights)
    {
        var spread = inputs.Minimum.Zip(inputs.Maximum, (low, high) => (double)Math.Max(Math.Abs(low), Math.Abs(high))).ToArray();
        var floor = Floor * spread.Max();
        var factors = spread
            .Select((value, row) => Math.Pow(Math.Max(value, floor), Strength) / Math.Pow(Math.Max(weights.RowMaximum(row), 1e-12), 1 - Strength))
            .ToArray();
        var mean = Math.Exp(factors.Average(Math.Log));
        return Array.ConvertAll(factors, factor => factor / mean);
    }
}
