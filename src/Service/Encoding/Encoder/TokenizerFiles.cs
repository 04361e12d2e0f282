using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Encoder;

/// <summary>Finds and loads the tokenizer of an encoder directory.</summary>
internal static class TokenizerFiles
{
    /// <summary>Loads the tokenizer.</summary>
    /// <exception cref="EncoderLoadException">Its file is missing or broken.</exception>
    public static ITokenizer Load(EncoderFiles files, TokenizerKind kind, SentenceTransformersExport export) => kind switch
    {
        TokenizerKind.UniversalSentenceEncoderLite => new LiteTokenizer(LiteVocabulary.Read(Require(files, "vocab.json"))),
        TokenizerKind.WordPiece => WordPiece(files, export),
        TokenizerKind.XlmRoberta => SentencePieceModelTokenizer.Load(Require(files, "sentencepiece.bpe.model"), fairseqIds: true),
        _ => SentencePieceModelTokenizer.Load(Require(files, "spiece.model", "sentencepiece.bpe.model", "tokenizer.model"), fairseqIds: false),
    };

    private static WordPieceTokenizer WordPiece(EncoderFiles files, SentenceTransformersExport export)
    {
        var vocabulary = files.Find("vocab.txt") is { } list
            ? WordPieceVocabulary.ReadList(list)
            : WordPieceVocabulary.ReadTokenizerJson(Require(files, "vocab.txt", "tokenizer.json"));
        return new(vocabulary with
        {
            LowerCase = export.Flag("do_lower_case") ?? vocabulary.LowerCase,
            StripAccents = export.Flag("strip_accents") ?? export.Flag("do_lower_case") ?? vocabulary.StripAccents,
            SeparateCjk = export.Flag("tokenize_chinese_chars") ?? vocabulary.SeparateCjk,
            Classification = export.SpecialToken("cls_token") ?? vocabulary.Classification,
            Separator = export.SpecialToken("sep_token") ?? vocabulary.Separator,
            Padding = export.SpecialToken("pad_token") ?? vocabulary.Padding,
            Unknown = export.SpecialToken("unk_token") ?? vocabulary.Unknown,
        });
    }

    private static string Require(EncoderFiles files, params string[] names) => files.Find(names) ?? throw new EncoderLoadException(
        files.PathOf(names[0]), $"the tokenizer's file is missing ({string.Join(" or ", names)}); copy it from the model's repository.");
}
