using System.Text.Json;

namespace Detector.Encoding.Tokenization;

/// <summary>Pieces and scores of Universal Sentence Encoder Lite, as its vocab.json has them: an array of [piece, score].</summary>
/// <param name="Pieces">The pieces; a piece's place is its id.</param>
/// <param name="Scores">Log probabilities; null counts as 0, as in the published tokenizer.</param>
internal sealed record LiteVocabulary(string[] Pieces, double[] Scores)
{
    /// <summary>Id of what no piece covers.</summary>
    public const int Unknown = 0;

    /// <summary>Ids below are never matched in a text.</summary>
    public const int Reserved = 6;

    /// <summary>Reads vocab.json.</summary>
    /// <exception cref="EncoderLoadException">The file is missing or not such an array.</exception>
    public static LiteVocabulary Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var entries = json.RootElement.EnumerateArray().Select(entry => (Piece: entry[0].GetString() ?? "", Score: ScoreOf(entry[1]))).ToArray();
            return entries.Length > Reserved && entries.All(entry => entry.Piece.Length > 0)
                ? new([.. entries.Select(entry => entry.Piece)], [.. entries.Select(entry => entry.Score)])
                : throw new EncoderLoadException(path, "the vocabulary is empty or has an empty piece; make or install the encoder again.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EncoderLoadException(path, "the vocabulary is not readable; make or install the encoder again.", error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new EncoderLoadException(path, "the vocabulary is no JSON array of [piece, score]; make or install the encoder again.", error);
        }
    }

    private static double ScoreOf(JsonElement score) => score.ValueKind == JsonValueKind.Null ? 0 : score.GetDouble();
}
