using Detector.Encoding.Models.Onnx;
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

    // trainer_spec.bos_id = 0: of a repeated protobuf field the last counts. T5's file says -1, no start token, which the library does not take.
    private static readonly byte[] AnyStart = new ProtobufWriter().Message(2, new ProtobufWriter().Varint(41, 0)).Written.ToArray();

    private const string Probe = "Hello world, unknown \u4E2D\u6587 e\u0301 \U0001F600 hello.";

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
            using var model = new MemoryStream([.. File.ReadAllBytes(path), .. fairseqIds ? [] : AnyStart]);
            var tokenizer = SentencePieceTokenizer.Create(model, addBeginningOfSentence: false, addEndOfSentence: false);

            // Some damage shows only in use.
            tokenizer.EncodeToIds(Probe);
            return new(tokenizer, fairseqIds);
        }
        catch (Exception error) when (error is not EncoderLoadException)
        {
            throw new EncoderLoadException(
                path, "it is no SentencePiece model of type unigram or BPE; copy it again from the model's repository.", error);
        }
    }

    public void Encode(string text, List<int> tokens)
    {
        var ids = _tokenizer.EncodeToIds(TextCleaning.ReplaceInvalid(text), addBeginningOfSentence: false, addEndOfSentence: false);
        tokens.AddRange(_fairseqIds ? ids.Select(id => id == _tokenizer.UnknownId ? FairseqUnknown : id + FairseqOffset) : ids);
    }
}
