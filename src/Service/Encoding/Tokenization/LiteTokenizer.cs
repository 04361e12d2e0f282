using System.Buffers;
using System.Text;

namespace Detector.Encoding.Tokenization;

/// <summary>
/// The SentencePiece unigram tokenizer of Universal Sentence Encoder Lite, identical to the published JavaScript one. Its oddities
/// (marked below) are kept, for the model's inputs are defined by them.
/// </summary>
internal sealed class LiteTokenizer : ITokenizer
{
    private const char WordStart = '\u2581';

    private readonly double[] _scores;
    private readonly int[] _lengths;
    private readonly PieceTrie _trie = new();

    public LiteTokenizer(LiteVocabulary vocabulary)
    {
        _scores = vocabulary.Scores;
        _lengths = Array.ConvertAll(vocabulary.Pieces, piece => piece.Length);
        for (var id = LiteVocabulary.Reserved; id < vocabulary.Pieces.Length; id++)
        {
            _trie.Add(vocabulary.Pieces[id], id);
        }
    }

    public int[] Leading => [];

    public int[] Trailing => [];

    public int Padding => LiteVocabulary.Unknown;

    public void Encode(string text, List<int> tokens)
    {
        // Both give back the text itself where nothing is to be done.
        var normal = TextCleaning.ReplaceInvalid(text).Normalize(NormalizationForm.FormKC);
        if (normal.Length == 0)
        {
            return;
        }

        var symbols = ArrayPool<char>.Shared.Rent(normal.Length + 1);
        var best = ArrayPool<double>.Shared.Rent(normal.Length + 2);
        var ids = ArrayPool<int>.Shared.Rent(normal.Length + 2);
        try
        {
            var length = ToSymbols(normal, symbols);
            best.AsSpan(0, length + 1).Clear();
            ids.AsSpan(0, length + 1).Clear();
            FindBest(symbols.AsSpan(0, length), best, ids);
            Backtrack(ids.AsSpan(0, length + 1), tokens);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(symbols);
            ArrayPool<double>.Shared.Return(best);
            ArrayPool<int>.Shared.Return(ids);
        }
    }

    /// <summary>A symbol is a code point. No piece has one beyond U+FFFF, so those are all alike: unknown.</summary>
    private static int ToSymbols(string normal, char[] symbols)
    {
        symbols[0] = WordStart;
        var length = 1;
        foreach (var character in normal)
        {
            if (!char.IsLowSurrogate(character))
            {
                symbols[length++] = character == ' ' ? WordStart : character;
            }
        }

        return length;
    }

    private void FindBest(ReadOnlySpan<char> symbols, double[] best, int[] ids)
    {
        for (var start = 0; start < symbols.Length; start++)
        {
            var matched = false;
            var node = PieceTrie.Root;
            for (var end = start; end < symbols.Length && (node = _trie.Next(node, symbols[end])) > 0; end++)
            {
                if (_trie.PieceAt(node) is var piece and >= 0)
                {
                    matched = true;
                    Offer(end + 1, _scores[piece] + best[start], piece);
                }
            }

            if (!matched)
            {
                // Oddity: an unknown symbol costs nothing.
                Offer(start + 1, best[start], LiteVocabulary.Unknown);
            }
        }

        void Offer(int end, double score, int piece)
        {
            // Oddity: a best score of 0 means "none yet" even where it was reached; of equal scores the later start wins.
            if (best[end] == 0 || score >= best[end])
            {
                best[end] = score;
                ids[end] = piece;
            }
        }
    }

    private void Backtrack(ReadOnlySpan<int> ids, List<int> tokens)
    {
        var first = tokens.Count;
        for (var end = ids.Length - 1; end > 0; end -= _lengths[ids[end]])
        {
            var repeatedUnknown = ids[end] == LiteVocabulary.Unknown && tokens.Count > first && tokens[^1] == LiteVocabulary.Unknown;
            if (!repeatedUnknown)
            {
                tokens.Add(ids[end]);
            }
        }

        tokens.Reverse(first, tokens.Count - first);
    }
}
