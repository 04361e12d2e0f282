using Microsoft.ML.Tokenizers;

namespace Detector.Encoding.Tokenization;

/// <summary>A tokenizer from a SentencePiece model file.</summary>
internal sealed class SentencePieceModelTokenizer : ITokenizer
{
    // fairseq put <s> <pad> </s> <unk> first; SentencePiece has <unk> <s> </s>, so every piece moved up by one.
    private const int FairseqStart = 0;
    private const int FairseqPadding = 1;
    private const int FairseqEnd = 2;
    private const int FairseqUnknown = 3;
    private const int FairseqOffset = 1;

    private readonly SentencePieceTokenizer _tokenizer;
    private readonly bool _fairseqIds;

    private SentencePieceModelTokenizer(SentencePieceTokenizer tokenizer, bool fairseqIds)
    {
        (_tokenizer, _fairseqIds) = (tokenizer, fairseqIds);
        Leading = fairseqIds ? [FairseqStart] : [];
        Trailing = [fairseqIds ? FairseqEnd : tokenizer.EndOfSentenceId];
        Padding = fairseqIds ? FairseqPadding : tokenizer.Vocabulary.GetValueOrDefault("<pad>");
    }

    public int[] Leading { get; }

    public int[] Trailing { get; }

    public int Padding { get; }

    /// <summary>Loads a model file.</summary>
    /// <exception cref="EncoderLoadException">The file is no SentencePiece model.</exception>
    public static SentencePieceModelTokenizer Load(string path, bool fairseqIds)
    {
        try
        {
            using var file = File.OpenRead(path);
            return new(SentencePieceTokenizer.Create(file, addBeginningOfSentence: false, addEndOfSentence: false), fairseqIds);
        }
        catch (Exception error) when (error is not EncoderLoadException)
        {
            throw new EncoderLoadException(path, "it is no SentencePiece model of type unigram or BPE; copy it again from the model's repository.", error);
        }
    }

    public int[] Encode(string text)
    {
        var ids = _tokenizer.EncodeToIds(TextCleaning.ReplaceInvalid(text), addBeginningOfSentence: false, addEndOfSentence: false);
        return [.. _fairseqIds ? ids.Select(id => id == _tokenizer.UnknownId ? FairseqUnknown : id + FairseqOffset) : ids];
    }
}
