using System.Runtime.InteropServices;
using Detector.Encoding.Batching;

namespace Detector.Encoding.Encoder;

/// <summary>Texts as inputs of the model: one each, or several where a text is longer than the model takes. All tokens lie in one list.</summary>
internal sealed class TokenizedTexts : IModelInputs
{
    private readonly List<Input> _inputs = [];
    private readonly List<int> _ends = [];

    /// <summary>Where tokens are added; <see cref="EndInput"/> makes those since the last input one more.</summary>
    public List<int> Tokens { get; } = [];

    /// <summary>Number of texts.</summary>
    public int Texts => _ends.Count;

    /// <summary>Number of inputs.</summary>
    public int Inputs => _inputs.Count;

    int IModelInputs.Count => Inputs;

    /// <summary>Number of tokens of an input, special ones included.</summary>
    public int LengthOf(int input) => _inputs[input].End - StartOf(input);

    /// <summary>The tokens of an input, special ones included.</summary>
    public ReadOnlySpan<int> TokensOf(int input) => CollectionsMarshal.AsSpan(Tokens)[StartOf(input).._inputs[input].End];

    /// <summary>Tokens of the text itself in an input.</summary>
    public int WeightOf(int input) => _inputs[input].Weight;

    /// <summary>The inputs of a text, one after another: the first, and the one after the last.</summary>
    public (int First, int End) InputsOf(int text) => (text == 0 ? 0 : _ends[text - 1], _ends[text]);

    /// <summary>Ends an input.</summary>
    /// <param name="weight">Tokens of the text itself in it.</param>
    public void EndInput(int weight) => _inputs.Add(new(Tokens.Count, weight));

    /// <summary>Ends a text.</summary>
    public void EndText() => _ends.Add(_inputs.Count);

    private int StartOf(int input) => input == 0 ? 0 : _inputs[input - 1].End;

    private readonly record struct Input(int End, int Weight);
}
