using Microsoft.ML.Tokenizers;

namespace Detector.Encoding.Tokenization;

/// <summary>BERT's tokenizer.</summary>
internal sealed class WordPieceTokenizer : ITokenizer
{
    private readonly BertTokenizer _tokenizer;

    /// <exception cref="EncoderLoadException">The vocabulary is empty or lacks a special token.</exception>
    public WordPieceTokenizer(WordPieceVocabulary vocabulary)
    {
        int[] special = [.. new[] { vocabulary.Classification, vocabulary.Separator, vocabulary.Padding, vocabulary.Unknown }.Select(IdOf)];
        (Leading, Trailing, Padding) = ([special[0]], [special[1]], special[2]);
        var options = new BertOptions
        {
            LowerCaseBeforeTokenization = vocabulary.LowerCase,
            RemoveNonSpacingMarks = vocabulary.StripAccents,
            IndividuallyTokenizeCjk = vocabulary.SeparateCjk,
            ClassificationToken = vocabulary.Classification,
            SeparatorToken = vocabulary.Separator,
            PaddingToken = vocabulary.Padding,
            UnknownToken = vocabulary.Unknown,
        };
        using var list = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', vocabulary.Tokens)));
        try
        {
            _tokenizer = BertTokenizer.Create(list, options);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new EncoderLoadException(vocabulary.Path, $"the vocabulary cannot be used: {error.Message}", error);
        }

        int IdOf(string token)
        {
            for (var id = 0; id < vocabulary.Tokens.Count; id++)
            {
                if (vocabulary.Tokens[id] == token)
                {
                    return id;
                }
            }

            throw new EncoderLoadException(
                vocabulary.Path,
                $"the vocabulary of {vocabulary.Tokens.Count} tokens has no '{token}'; copy vocab.txt and tokenizer_config.json again.");
        }
    }

    public int[] Leading { get; }

    public int[] Trailing { get; }

    public int Padding { get; }

    public void Encode(string text, List<int> tokens) =>
        tokens.AddRange(_tokenizer.EncodeToIds(TextCleaning.ReplaceInvalid(text), addSpecialTokens: false));
}
