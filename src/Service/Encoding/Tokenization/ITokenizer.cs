namespace Detector.Encoding.Tokenization;

/// <summary>Cuts a text into the tokens of a model's vocabulary. Safe for concurrent calls.</summary>
internal interface ITokenizer
{
    /// <summary>Tokens the model expects before each text.</summary>
    int[] Leading { get; }

    /// <summary>Tokens the model expects after each text.</summary>
    int[] Trailing { get; }

    /// <summary>The token that fills up shorter texts of a batch.</summary>
    int Padding { get; }

    /// <summary>Adds the tokens of a text, without the leading and trailing ones, to a list.</summary>
    /// <param name="text">Any string, lone surrogates included.</param>
    /// <param name="tokens">Where they go.</param>
    void Encode(string text, List<int> tokens);
}
