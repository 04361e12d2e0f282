using Detector.Encoding.Models.Onnx;

namespace Detector.Encoding.Models.Lite;

/// <summary>The repeated parts of the graph: norm, matrix product, attention.</summary>
/// <param name="graph">The graph under construction.</param>
/// <param name="observed">Receives the input of each product, by the product's name.</param>
internal sealed class GraphParts(OnnxGraph graph, Dictionary<string, string> observed)
{
    private readonly string _leading = graph.Shape("leading_axis", 0);

    public static float[] Floats(double[] values) => Array.ConvertAll(values, value => (float)value);

    /// <summary>
    /// Layer norm without gain and bias. Rows become the channels of one instance, for ONNX Runtime's InstanceNormalization is
    /// several times faster on a CPU than its LayerNormalization.
    /// </summary>
    public string Normalize(string rows)
    {
        var count = graph.Node("Gather", [graph.Node("Shape", [rows]), _leading]);
        var ones = graph.Node("Expand", [graph.Scalar($"unit_gain_{rows}", 1f), count]);
        var zeros = graph.Node("Expand", [graph.Scalar($"no_bias_{rows}", 0f), count]);
        var instance = graph.Node("Unsqueeze", [rows, _leading]);
        var norm = graph.Node("InstanceNormalization", [instance, ones, zeros], OnnxAttribute.Of("epsilon", 1e-6f));
        return graph.Node("Squeeze", [norm, _leading]);
    }

    /// <summary>Rows times the weights, plus the bias unless it is empty.</summary>
    public string Project(Projection projection, string rows)
    {
        observed[projection.Name] = rows;
        var bias = projection.Bias.Length == 0
            ? ""
            : graph.Constant<float>($"{projection.Name}_bias", Floats(projection.Bias), projection.Bias.Length);
        return projection.Quantization is { } range
            ? ProjectBytes(projection, range, rows, bias)
            : ProjectFloats(projection, rows, bias);
    }

    /// <summary>Multi-head attention.</summary>
    /// <param name="layer">The layer's number.</param>
    /// <param name="queryKeyValue">[batch, sequence, 3 x channels], the queries scaled.</param>
    /// <param name="maskBias">[batch, 1, 1, sequence], very negative where padded.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <returns>[batch x sequence, channels].</returns>
    public string Attend(int layer, string queryKeyValue, string maskBias, int channels)
    {
        var heads = graph.Shape($"heads_{layer}", 0, 0, 3, LiteWeights.Heads, channels / LiteWeights.Heads);
        var split = graph.Node("Reshape", [queryKeyValue, heads]);
        var placed = graph.Node("Transpose", [split], OnnxAttribute.Of("perm", 2, 0, 3, 1, 4));
        var parts = graph.Node("Split", "", [placed], 3, OnnxAttribute.Of("axis", 0));
        var scores = graph.MicrosoftNode("FusedMatMul", [parts[0], parts[1]], OnnxAttribute.Of("transB", 1));
        var weights = graph.Node("Softmax", [graph.Node("Add", [scores, maskBias])], OnnxAttribute.Of("axis", -1));
        var mixed = graph.Node("MatMul", [weights, parts[2]]);
        var joined = graph.Node("Transpose", [mixed], OnnxAttribute.Of("perm", 0, 1, 3, 2, 4));
        return graph.Node("Reshape", [joined, graph.Shape($"rows_{layer}", -1, channels)]);
    }

    private string ProjectFloats(Projection projection, string rows, string bias)
    {
        var weights = graph.Constant<float>(
            $"{projection.Name}_weights", projection.Weights.ToFloats(), projection.Weights.Rows, projection.Weights.Columns);
        return graph.Node("Gemm", bias.Length == 0 ? [rows, weights] : [rows, weights, bias]);
    }

    private string ProjectBytes(Projection projection, QuantizedRange range, string rows, string bias)
    {
        var (name, source) = (projection.Name, projection.Weights);
        if (projection.InputFactors is { } factors)
        {
            rows = graph.Node("Mul", [rows, graph.Constant<float>($"{name}_input_factors", Floats(factors), factors.Length)]);
        }

        var scale = graph.Scalar($"{name}_input_scale", range.Scale);
        var zero = graph.Scalar($"{name}_input_zero", range.ZeroPoint);
        var bytes = graph.Node("QuantizeLinear", [rows, scale, zero]);
        var quantized = QuantizedWeights.Of(source);
        var weights = graph.Constant<sbyte>($"{name}_weights", quantized.Values, source.Rows, source.Columns);
        var scales = graph.Constant<float>($"{name}_weight_scales", quantized.Scales, source.Columns);
        string[] inputs = [bytes, weights, scale, scales, zero, "", bias];
        return graph.MicrosoftNode("MatMulIntegerToFloat", bias.Length == 0 ? inputs[..5] : inputs);
    }
}
