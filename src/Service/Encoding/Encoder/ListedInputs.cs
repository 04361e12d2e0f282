using Detector.Encoding.Batching;

namespace Detector.Encoding.Encoder;

/// <summary>Inputs that stand in a list of their own, for the checks at the start.</summary>
/// <param name="inputs">Token ids of each.</param>
internal sealed class ListedInputs(params int[][] inputs) : IModelInputs
{
    public int Count => inputs.Length;

    public ReadOnlySpan<int> TokensOf(int input) => inputs[input];
}
