namespace Detector.Encoding.Models.Lite;

/// <summary>The weights of one transformer layer. Matrices are input x output.</summary>
internal sealed record LiteLayer
{
    public required double[] AttentionGain { get; init; }

    public required double[] AttentionBias { get; init; }

    public required Matrix QueryKeyValue { get; init; }

    public required double[] QueryKeyValueBias { get; init; }

    public required Matrix Output { get; init; }

    public required double[] OutputBias { get; init; }

    public required double[] FeedForwardGain { get; init; }

    public required double[] FeedForwardBias { get; init; }

    public required Matrix Inner { get; init; }

    public required double[] InnerBias { get; init; }

    public required Matrix Outer { get; init; }

    public required double[] OuterBias { get; init; }
}
