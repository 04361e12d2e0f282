using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Tests.Batching;

/// <summary>A token per character.</summary>
internal sealed class LetterTokenizer : ITokenizer
{
    public int[] Leading { get; init; } = [];

    public int[] Trailing { get; init; } = [];

    public int Padding => 0;

    public void Encode(string text, List<int> tokens) => tokens.AddRange(text.Select(character => (int)character));
}
