namespace Detector.Encoding.Models.Lite;

/// <summary>
/// The model's matrix products with everything folded that can be: norm gains and biases, the attention scale and,
/// for int8, the smoothing of the inputs.
/// </summary>
internal sealed record LiteProjections
{
    /// <summary>Queries, keys and values of each layer; that of layer 0 becomes tables.</summary>
    public required Projection[] QueryKeyValue { get; init; }

    /// <summary>Attention output of each layer.</summary>
    public required Projection[] Output { get; init; }

    /// <summary>First feed-forward product of each layer.</summary>
    public required Projection[] Inner { get; init; }

    /// <summary>Second feed-forward product of each layer; that of layer 1 runs after the pooling.</summary>
    public required Projection[] Outer { get; init; }

    /// <summary>The last layer.</summary>
    public required Projection Final { get; init; }

    /// <summary>Folds the weights for float arithmetic.</summary>
    public static LiteProjections Float(LiteWeights weights)
    {
        var layers = weights.Layers;
        return new()
        {
            QueryKeyValue = [.. layers.Select(QueryKeyValueOf)],
            Output = [.. layers.Select((layer, l) => new Projection { Name = $"output_{l}", Weights = layer.Output, Bias = layer.OutputBias })],
            Inner = [.. layers.Select((layer, l) => new Projection { Name = $"inner_{l}", Weights = layer.Inner, Bias = layer.InnerBias }
                .AfterNorm(layer.FeedForwardGain, layer.FeedForwardBias))],
            Outer = [.. layers.Select((layer, l) => new Projection { Name = $"outer_{l}", Weights = layer.Outer, Bias = layer.OuterBias })],
            Final = new() { Name = "final", Weights = weights.Final, Bias = weights.FinalBias },
        };
    }

    /// <summary>Folds the weights for int8 arithmetic. What runs once per text stays in float.</summary>
    public static LiteProjections Int8(LiteWeights weights, Calibration calibration)
    {
        var exact = Float(weights);
        var (queryKeyValue, output) = (exact.QueryKeyValue.ToArray(), exact.Output.ToArray());
        var (inner, outer) = (exact.Inner.ToArray(), exact.Outer.ToArray());
        for (var layer = 0; layer < output.Length; layer++)
        {
            // The attention mixes value channels only with themselves, so their factors fold into the values' weights.
            (queryKeyValue[layer], output[layer]) = Fold(queryKeyValue[layer], 2 * output[layer].Weights.Rows, output[layer], calibration);
        }

        // Relu commutes with positive factors, so they fold into the product before it.
        (inner[0], outer[0]) = Fold(inner[0], 0, outer[0], calibration);
        inner = [.. inner.Select(projection => projection.QuantizeScaled(calibration[projection.Name]))];
        queryKeyValue[1] = queryKeyValue[1].QuantizeScaled(calibration[queryKeyValue[1].Name]);
        return exact with { QueryKeyValue = queryKeyValue, Output = output, Inner = inner, Outer = outer };
    }

    private static (Projection Before, Projection After) Fold(Projection before, int from, Projection after, Calibration calibration)
    {
        var range = calibration[after.Name];
        var factors = Smoothing.Factors(range, after.Weights);
        return (before.ScaleOutputs(from, Array.ConvertAll(factors, factor => 1 / factor)), after.Quantize(range, factors));
    }

    private static Projection QueryKeyValueOf(LiteLayer layer, int number)
    {
        var input = layer.QueryKeyValue.Rows;
        var scale = Math.Pow(input / LiteWeights.Heads, -0.5);
        return new Projection { Name = $"query_key_value_{number}", Weights = layer.QueryKeyValue, Bias = layer.QueryKeyValueBias }
            .AfterNorm(layer.AttentionGain, layer.AttentionBias)
            .ScaleOutputs(0, Enumerable.Repeat(scale, input).ToArray());
    }
}
