namespace Detector.Encoding.Models.Lite;

/// <summary>The weights of Universal Sentence Encoder Lite, by their place in the model.</summary>
internal sealed record LiteWeights
{
    public const int Vocabulary = 8002;
    public const int Positions = 128;
    public const int Heads = 4;
    public const int Dimension = 512;
    public const int EmbeddingDimension = 256;
    public const int InnerDimension = 1536;

    private const string Applied = "module_apply_default/Encoder_en/KonaTransformer/Encode/";
    private const string Module = "module/Encoder_en/KonaTransformer/Encode/";
    private const string Concat = "/ConcatPartitions/concat";

    /// <summary>Vocabulary x 256.</summary>
    public required Matrix Embeddings { get; init; }

    /// <summary>The 128 inverse time scales of the position signal.</summary>
    public required double[] InverseTimescales { get; init; }

    /// <summary>Projects the 256 inputs of layer 0 onto its 512 outputs, past the attention.</summary>
    public required Matrix Residual { get; init; }

    public required double[] ResidualBias { get; init; }

    public required LiteLayer[] Layers { get; init; }

    /// <summary>The last layer, with tanh.</summary>
    public required Matrix Final { get; init; }

    public required double[] FinalBias { get; init; }

    /// <summary>Takes the weights out of the TensorFlow.js model.</summary>
    /// <exception cref="EncoderLoadException">A tensor is missing or of another shape.</exception>
    public static LiteWeights From(TfjsWeights tensors) => new()
    {
        Embeddings = new(tensors.Take("module/Embeddings_en", Vocabulary, EmbeddingDimension), EmbeddingDimension),
        InverseTimescales = tensors.Take($"{Applied}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1", EmbeddingDimension / 2),
        Residual = new(tensors.Take($"{Applied}Layer_0/TransformerLayer/dense/kernel{Concat}", EmbeddingDimension, Dimension), Dimension),
        ResidualBias = tensors.Take($"{Applied}Layer_0/TransformerLayer/dense/bias{Concat}", Dimension),
        Layers = [Layer(tensors, 0, EmbeddingDimension), Layer(tensors, 1, Dimension)],
        Final = new(tensors.Take("module/Encoder_en/hidden_layers/tanh_layer_0/weights", Dimension, Dimension), Dimension),
        FinalBias = tensors.Take("module/Encoder_en/hidden_layers/tanh_layer_0/bias", Dimension),
    };

    private static LiteLayer Layer(TfjsWeights tensors, int layer, int input)
    {
        var applied = $"{Applied}Layer_{layer}/TransformerLayer/";
        var module = $"{Module}Layer_{layer}/TransformerLayer/MultiheadAttention/";
        var stack = $"{Applied}TransformerStack/Layer_{layer}/TransformerLayer/FFN/";
        return new()
        {
            AttentionGain = tensors.Take($"{applied}layer_prepostprocess/layer_norm/layer_norm_scale{Concat}", input),
            AttentionBias = tensors.Take($"{applied}layer_prepostprocess/layer_norm/layer_norm_bias{Concat}", input),
            QueryKeyValue = new(tensors.Take($"{module}qkv_transform_single/kernel/part_0", input, 3 * input), 3 * input),
            QueryKeyValueBias = tensors.Take($"{applied}MultiheadAttention/qkv_transform_single/bias{Concat}", 3 * input),
            Output = new(tensors.Take($"{module}output_transform_single/kernel/part_0", input, Dimension), Dimension),
            OutputBias = tensors.Take($"{applied}MultiheadAttention/output_transform_single/bias{Concat}", Dimension),
            FeedForwardGain = tensors.Take($"{applied}FFN/layer_prepostprocess/layer_norm/layer_norm_scale{Concat}", Dimension),
            FeedForwardBias = tensors.Take($"{applied}FFN/layer_prepostprocess/layer_norm/layer_norm_bias{Concat}", Dimension),
            Inner = new(tensors.Take($"{stack}conv1/Tensordot/Reshape_1", Dimension, InnerDimension), InnerDimension),
            InnerBias = tensors.Take($"{applied}FFN/conv1/bias{Concat}", InnerDimension),
            Outer = new(tensors.Take($"{stack}conv2/Tensordot/Reshape_1", InnerDimension, Dimension), Dimension),
            OuterBias = tensors.Take($"{applied}FFN/conv2/bias{Concat}", Dimension),
        };
    }
}
