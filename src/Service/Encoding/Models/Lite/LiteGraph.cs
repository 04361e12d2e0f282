using Detector.Encoding.Models.Onnx;

namespace Detector.Encoding.Models.Lite;

/// <summary>
/// Writes Universal Sentence Encoder Lite as an ONNX graph. Tokens are rows of [batch x sequence, channels] except inside
/// attention. The graph is the published one with layer 0 in tables, norms folded and the mean taken before the last product.
/// </summary>
internal sealed class LiteGraph
{
    private readonly OnnxGraph _graph = new("universal_sentence_encoder_lite");
    private readonly Dictionary<string, string> _observed = [];
    private readonly GraphParts _parts;
    private readonly LiteProjections _projections;
    private readonly LiteTables _tables;

    private LiteGraph(LiteWeights weights, LiteProjections projections)
    {
        _projections = projections;
        _tables = LiteTables.Make(weights, projections.QueryKeyValue[0], projections.Output[0].Bias);
        _parts = new GraphParts(_graph, _observed);
    }

    /// <summary>The model file for inference.</summary>
    public static byte[] Write(LiteWeights weights, LiteProjections projections)
    {
        var graph = new LiteGraph(weights, projections);
        graph.Build();
        return graph._graph.ToModel();
    }

    /// <summary>The model file with the input of each calibrated product as a further output, named after the product.</summary>
    public static byte[] WriteObserved(LiteWeights weights)
    {
        var graph = new LiteGraph(weights, LiteProjections.Float(weights));
        graph.Build();
        foreach (var (name, channels) in Calibration.Channels)
        {
            graph._graph.Output(graph._graph.Rename(graph._observed[name], name), OnnxElement.Float32, "tokens", channels);
        }

        return graph._graph.ToModel();
    }

    private void Build()
    {
        var ids = _graph.Input("input_ids", OnnxElement.Int64, "batch", "sequence");
        var mask = _graph.Node("Cast", [_graph.Input("attention_mask", OnnxElement.Int64, "batch", "sequence")], OnnxAttribute.Of("to", 1));
        var (residual, attention) = Embed(ids);

        var one = _graph.Scalar("one", 1f);
        var hidden = _graph.Node("Sub", [one, mask]);
        var penalty = _graph.Node("Mul", [hidden, _graph.Scalar("mask_penalty", -1e9f)]);
        var bias = _graph.Node("Unsqueeze", [penalty, _graph.Shape("mask_axes", 1, 2)]);

        var first = Layer(0, residual, attention, bias, out var firstInner);
        var outer = _parts.Project(_projections.Outer[0], firstInner);
        var second = _graph.Node("Add", [first, outer]);

        var norm = _parts.Normalize(second);
        var queryKeyValue = _parts.Project(_projections.QueryKeyValue[1], norm);
        var shape = _graph.Node("Concat", [_graph.Node("Shape", [ids]), _graph.Shape("any", -1)], OnnxAttribute.Of("axis", 0));
        var last = Layer(1, second, _graph.Node("Reshape", [queryKeyValue, shape]), bias, out var lastInner);
        Pool(mask, shape, last, lastInner);
    }

    private (string Residual, string Attention) Embed(string ids)
    {
        const int Inputs = LiteWeights.EmbeddingDimension;
        var (tokens, positions, width) = (LiteWeights.Vocabulary, LiteWeights.Positions, LiteWeights.Dimension);
        var length = _graph.Node("Gather", [_graph.Node("Shape", [ids]), _graph.Scalar("sequence_axis", 1L)]);
        var position = _graph.Node("Range", [_graph.Scalar("zero", 0L), length, _graph.Scalar("step", 1L)]);
        var cell = _graph.Node("Add", [_graph.Node("Mul", [ids, _graph.Scalar("positions", (long)positions)]), position]);

        var deviation = _graph.Node("Gather", [_graph.Constant<float>("inverse_deviation", _tables.InverseDeviation, tokens * positions), cell]);
        var scale = _graph.Node("Unsqueeze", [deviation, _graph.Shape("last_axis", -1)]);
        var raw = SumOf("attention", _tables.TokenAttention, _tables.PositionAttention, 3 * Inputs);
        var bias = _graph.Constant<float>("query_key_value_0_bias", GraphParts.Floats(_projections.QueryKeyValue[0].Bias), 3 * Inputs);
        var attention = _graph.Node("Add", [_graph.Node("Mul", [raw, scale]), bias]);
        var residual = SumOf("residual", _tables.TokenResidual, _tables.PositionResidual, width);
        return (_graph.Node("Reshape", [residual, _graph.Shape("rows_512", -1, width)]), attention);

        string SumOf(string name, float[] token, float[] placed, int columns) => _graph.Node("Add", [
            _graph.Node("Gather", [_graph.Constant<float>($"token_{name}", token, tokens, columns), ids]),
            _graph.Node("Gather", [_graph.Constant<float>($"position_{name}", placed, positions, columns), position])]);
    }

    /// <summary>Attention and the first feed-forward product; returns the sum before the feed-forward part.</summary>
    private string Layer(int layer, string residual, string queryKeyValue, string maskBias, out string inner)
    {
        // Layer 0's output bias is in its residual table.
        var output = layer == 0 ? _projections.Output[0] with { Bias = [] } : _projections.Output[layer];
        var attended = _parts.Attend(layer, queryKeyValue, maskBias, output.Weights.Rows);
        var sum = _graph.Node("Add", [_parts.Project(output, attended), residual]);
        inner = _graph.Node("Relu", [_parts.Project(_projections.Inner[layer], _parts.Normalize(sum))]);
        return sum;
    }

    /// <summary>mean(inner W + b) = mean(inner) W + b, so the last feed-forward product runs once per text.</summary>
    private void Pool(string mask, string shape, string sum, string inner)
    {
        var axis = _graph.Shape("pool_axis", 1);
        var count = _graph.Node("ReduceSum", [mask, axis]);
        var share = _graph.Node("Div", [mask, _graph.Node("Max", [count, "one"])]);

        // Twice the same row, of which the first is kept: a product of one row goes another way in ONNX Runtime, where the sum of a text's
        // tokens is rounded otherwise with padding than without.
        var row = _graph.Node("Unsqueeze", [share, axis]);
        var weights = _graph.Node("Concat", [row, row], OnnxAttribute.Of("axis", 1));
        var first = _graph.Scalar("first_row", 0L);
        var (pooled, pooledInner) = (Mean(sum), Mean(inner));
        var outer = _parts.Project(_projections.Outer[1] with { Bias = [] }, pooledInner);

        // A text without tokens has no feed-forward part, hence no bias of it. The count says it exactly; the sum of the shares would
        // be rounded, and otherwise with padding than without.
        var bias = _graph.Constant<float>("outer_1_bias", GraphParts.Floats(_projections.Outer[1].Bias), LiteWeights.Dimension);
        var present = _graph.Node("Min", [count, "one"]);
        var text = _graph.Node("Add", [_graph.Node("Add", [outer, pooled]), _graph.Node("Mul", [present, bias])]);
        var final = _graph.Node("Tanh", [_parts.Project(_projections.Final, text)]);
        var unit = _graph.Node("LpNormalization", [final], OnnxAttribute.Of("axis", 1), OnnxAttribute.Of("p", 2));
        _graph.Output(_graph.Rename(unit, "sentence_embedding"), OnnxElement.Float32, "batch", LiteWeights.Dimension);

        string Mean(string tokens) =>
            _graph.Node(
                "Gather",
                [_graph.Node("MatMul", [weights, _graph.Node("Reshape", [tokens, shape])]), first],
                OnnxAttribute.Of("axis", 1));
    }
}
