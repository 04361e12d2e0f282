namespace Detector.Encoding.Models.Lite;

/// <summary>A matrix product of the graph, and what is folded into it.</summary>
internal sealed record Projection
{
    /// <summary>Its name in the graph; calibration records the range of its input under it.</summary>
    public required string Name { get; init; }

    /// <summary>Input x output.</summary>
    public required Matrix Weights { get; init; }

    public required double[] Bias { get; init; }

    /// <summary>What the graph must multiply the input by, if anything.</summary>
    public double[]? InputFactors { get; init; }

    /// <summary>How the input is quantized; null in float.</summary>
    public QuantizedRange? Quantization { get; init; }

    /// <summary>Folds the gain and bias of the layer norm before it.</summary>
    public Projection AfterNorm(double[] gain, double[] bias) => this with
    {
        Weights = Weights.ScaleRows(gain),
        Bias = [.. Weights.LeftTimes(bias).Zip(Bias, (folded, own) => folded + own)],
    };

    /// <summary>Multiplies some outputs.</summary>
    /// <param name="from">First output.</param>
    /// <param name="factors">Factors of the outputs from there on.</param>
    public Projection ScaleOutputs(int from, IReadOnlyList<double> factors)
    {
        var all = Enumerable.Repeat(1.0, Weights.Columns).ToArray();
        for (var i = 0; i < factors.Count; i++)
        {
            all[from + i] = factors[i];
        }

        return this with { Weights = Weights.ScaleColumns(all), Bias = [.. Bias.Zip(all, (value, factor) => value * factor)] };
    }

    /// <summary>Quantizes the input, divided by the factors; what is before must divide it.</summary>
    public Projection Quantize(ChannelRange range, double[] factors) =>
        this with { Weights = Weights.ScaleRows(factors), Quantization = QuantizedRange.Of(range, factors) };

    /// <summary>Quantizes the input, divided in the graph itself.</summary>
    public Projection QuantizeScaled(ChannelRange range)
    {
        var factors = Smoothing.Factors(range, Weights);
        return Quantize(range, factors) with { InputFactors = Array.ConvertAll(factors, factor => 1 / factor) };
    }
}
