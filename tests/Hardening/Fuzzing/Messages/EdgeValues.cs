using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Detector.Hardening.Fuzzing.Messages;

/// <summary>Values at the edges of what a field can hold.</summary>
internal static class EdgeValues
{
    private const int Long = 40_000;

    private static readonly string[] Strings =
    [
        "", " ", "\0", "a\0b", "\uFEFF", "\u200B\u200D\u2060", "\u202Eabc", "\uD83D\uDE00", string.Concat(Enumerable.Repeat("e\u0301", 400)), "../../etc/passwd",
        "'; DROP TABLE monitor; --", "%00%n%s", "NaN", "-1", "r", "m", new string('x', 129), new string('\u4E2D', 500), new string(' ', 1000),
        string.Concat(Enumerable.Repeat("word ", Long / 5)), new string('\uFDFA', 2000), "\uD800", "a\uDC00b", "{\"a\":1}", "settings.window",
    ];

    private static readonly double[] Numbers =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, -0.0, 0, -1, 1, 1e-300, 0.999999999999];

    private static readonly long[] Integers =
        [0, 1, -1, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue, 999_999_999, 253_402_300_799, 253_402_300_800, -62_135_596_801, 1 << 20];

    private static readonly int[] Enums = [0, -1, 99, int.MaxValue, int.MinValue];

    /// <summary>One for a field that holds no message.</summary>
    public static object For(FieldDescriptor field, Random random) => field.FieldType switch
    {
        FieldType.String => Strings[random.Next(Strings.Length)],
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(100)]),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Enum => Enums[random.Next(Enums.Length)],
        FieldType.Double => Numbers[random.Next(Numbers.Length)],
        FieldType.Float => (float)Numbers[random.Next(Numbers.Length)],
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => unchecked((int)Integers[random.Next(Integers.Length)]),
        FieldType.UInt32 or FieldType.Fixed32 => unchecked((uint)Integers[random.Next(Integers.Length)]),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Integers[random.Next(Integers.Length)],
        FieldType.UInt64 or FieldType.Fixed64 => unchecked((ulong)Integers[random.Next(Integers.Length)]),
        _ => throw new ArgumentException($"{field.FullName} holds a message.", nameof(field)),
    };
}
