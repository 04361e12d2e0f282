namespace Detector.Encoding.Models.Lite;

/// <summary>A weight matrix as signed bytes, symmetric, with a scale per column.</summary>
/// <param name="Values">Rows x columns bytes.</param>
/// <param name="Scales">Width of a step, a column each.</param>
internal sealed record QuantizedWeights(sbyte[] Values, float[] Scales)
{
    /// <summary>Rounds a matrix to bytes; the largest value of a column becomes 127.</summary>
    public static QuantizedWeights Of(Matrix weights)
    {
        var scales = new double[weights.Columns];
        for (var i = 0; i < weights.Values.Length; i++)
        {
            var column = i % weights.Columns;
            scales[column] = Math.Max(scales[column], Math.Abs(weights.Values[i]) / sbyte.MaxValue);
        }

        var values = new sbyte[weights.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var scale = scales[i % weights.Columns];
            values[i] = scale > 0 ? (sbyte)Math.Round(weights.Values[i] / scale) : (sbyte)0;
        }

        return new(values, Array.ConvertAll(scales, scale => (float)scale));
    }
}
