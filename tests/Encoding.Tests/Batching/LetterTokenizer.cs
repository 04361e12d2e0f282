using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Tests.Batching;

/// <summary>A token per character.</summary>
internal sealed class LetterTokenizer : ITokenizer
{
    public int[] Leading { get; init; } = [];

    public int[] Trailing { get; init; } = [];

    public int Padding => 0;

    public int[] Encode(string text) => [.. text.Select(character => (int)character)];
}
