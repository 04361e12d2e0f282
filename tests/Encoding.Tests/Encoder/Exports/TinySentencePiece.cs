using Detector.Encoding.Models.Onnx;

namespace Detector.Encoding.Tests.Encoder.Exports;

/// <summary>A small SentencePiece unigram model; field numbers are those of sentencepiece_model.proto.</summary>
internal static class TinySentencePiece
{
    private const int Normal = 1;
    private const int Unknown = 2;
    private const int Control = 3;

    /// <summary>Ids as XLM-RoBERTa's file has them: unknown, start, end, then the pieces.</summary>
    public static byte[] XlmRoberta() => Model([("<unk>", Unknown), ("<s>", Control), ("</s>", Control)], unknown: 0, start: 1, end: 2);

    /// <summary>Ids as T5's file has them: padding, end, unknown, then the pieces.</summary>
    public static byte[] T5() => Model([("<pad>", Control), ("</s>", Control), ("<unk>", Unknown)], unknown: 2, start: -1, end: 1);

    private static byte[] Model((string Piece, int Type)[] special, int unknown, int start, int end)
    {
        var model = new ProtobufWriter();
        (string Piece, int Type)[] pieces = [.. special, ("\u2581hello", Normal), ("\u2581world", Normal), ("\u2581", Normal), ("h", Normal)];
        foreach (var (piece, type) in pieces)
        {
            model.Message(1, new ProtobufWriter().Text(1, piece).Float(2, type == Normal ? -2 : 0).Varint(3, type));
        }

        var trainer = new ProtobufWriter().Varint(3, 1).Varint(40, unknown).Varint(41, start).Varint(42, end);
        var normalizer = new ProtobufWriter().Text(1, "identity").Varint(3, 1).Varint(4, 1).Varint(5, 1);
        return model.Message(2, trainer).Message(3, normalizer).Written.ToArray();
    }
}
