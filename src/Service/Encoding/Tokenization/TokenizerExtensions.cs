namespace Detector.Encoding.Tokenization;

/// <summary>What every tokenizer can do.</summary>
internal static class TokenizerExtensions
{
    /// <summary>The tokens of a text alone, without the leading and trailing ones.</summary>
    public static int[] Encode(this ITokenizer tokenizer, string text)
    {
        var tokens = new List<int>();
        tokenizer.Encode(text, tokens);
        return [.. tokens];
    }
}
