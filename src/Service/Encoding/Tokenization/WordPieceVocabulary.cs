using System.Text.Json;

namespace Detector.Encoding.Tokenization;

/// <summary>Vocabulary and settings of a WordPiece tokenizer. The defaults are those of uncased BERT.</summary>
/// <param name="Path">The file it comes from, for errors.</param>
/// <param name="Tokens">The tokens; a token's place is its id.</param>
internal sealed record WordPieceVocabulary(string Path, IReadOnlyList<string> Tokens)
{
    private const int MostUnused = 100_000;

    public bool LowerCase { get; init; } = true;

    public bool StripAccents { get; init; } = true;

    public bool SeparateCjk { get; init; } = true;

    public string Classification { get; init; } = "[CLS]";

    public string Separator { get; init; } = "[SEP]";

    public string Padding { get; init; } = "[PAD]";

    public string Unknown { get; init; } = "[UNK]";

    /// <summary>Reads vocab.txt, a token a line.</summary>
    public static WordPieceVocabulary ReadList(string path)
    {
        try
        {
            return new(path, File.ReadAllLines(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EncoderLoadException(path, "the vocabulary is not readable; copy it again from the model's repository.", error);
        }
    }

    /// <summary>Reads the fast tokenizer's own file.</summary>
    public static WordPieceVocabulary ReadTokenizerJson(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var model = json.RootElement.GetProperty("model");
            if (!model.TryGetProperty("type", out var type) || type.GetString() != "WordPiece")
            {
                throw new EncoderLoadException(
                    path,
                    "it holds no WordPiece model; for a SentencePiece model add its sentencepiece.bpe.model or spiece.model "
                    + "from the model's repository.");
            }

            var ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(entry => entry.Value.GetInt32(), entry => entry.Name);
            var tokens = Enumerable.Range(0, CountOf(ids)).Select(id => ids.GetValueOrDefault(id, $"[unused id {id}]"));
            return new WordPieceVocabulary(path, [.. tokens]).WithNormalizer(json.RootElement);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw new EncoderLoadException(path, "it is not readable as a tokenizer; copy it again from the model's repository.", error);
        }
    }

    // A damaged id must not make the program reserve memory for all that are below it.
    private static int CountOf(Dictionary<int, string> ids) => ids.Keys.Max() is var largest && largest < ids.Count + MostUnused
        ? largest + 1
        : throw new FormatException($"The id {largest} leaves more than {MostUnused} ids unused.");

    private WordPieceVocabulary WithNormalizer(JsonElement root)
    {
        if (!root.TryGetProperty("normalizer", out var normalizer) || normalizer.ValueKind != JsonValueKind.Object)
        {
            return this;
        }

        var lowerCase = Flag("lowercase") ?? LowerCase;
        return this with
        {
            LowerCase = lowerCase,
            StripAccents = Flag("strip_accents") ?? lowerCase,
            SeparateCjk = Flag("handle_chinese_chars") ?? SeparateCjk,
        };

        bool? Flag(string name) => normalizer.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? flag.GetBoolean()
            : null;
    }
}
