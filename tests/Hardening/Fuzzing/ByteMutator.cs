using System.Buffers.Binary;

namespace Detector.Hardening.Fuzzing;

/// <summary>Damages bytes: what a broken disk, a cut connection, another version or a stranger makes of them.</summary>
/// <param name="random">Chooses the damage.</param>
internal sealed class ByteMutator(Random random)
{
    private const int MostDamages = 4;
    private const int LongestInsert = 64;

    private static readonly byte[] Edges = [0x00, 0x01, 0x7F, 0x80, 0xC0, 0xED, 0xFE, 0xFF];

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\"", "{", "[", "]", "}", ",", ":", "\\", "\\u0000", "\\ud800", "null", "true", "-1", "1e999", "NaN", "99999999999999999999", "2147483647",
            "-2147483648", "0.5", "\r", "\n", "\r\n", "\0", "\"\"", "\uFEFF", "[[[[[[[[", "{}", "[]", "\"a\"", "\u2581", " ", "##",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0xC3], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x1F, 0x8B, 0x08], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    ];

    /// <summary>Damaged bytes.</summary>
    /// <param name="whole">What is damaged; it stays as it is.</param>
    /// <param name="other">What parts are taken from in place of its own, now and then.</param>
    public byte[] Mutate(byte[] whole, byte[] other)
    {
        List<byte> bytes = [.. whole];
        for (var left = 1 + random.Next(MostDamages); left > 0; left--)
        {
            Damage(bytes, other);
        }

        return [.. bytes];
    }

    private void Damage(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(9))
        {
            case 0 when bytes.Count > 0:
                bytes[at % bytes.Count] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[at % bytes.Count] = Edges[random.Next(Edges.Length)];
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.Next(LongestInsert)));
                break;
            case 4:
                bytes.InsertRange(at, Noise(1 + random.Next(LongestInsert)));
                break;
            case 5:
                bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                break;
            case 6:
                Splice(bytes, at, other);
                break;
            case 7 when bytes.Count >= 4:
                Lie(bytes, random.Next(bytes.Count - 3));
                break;
            default:
                var length = Math.Min(bytes.Count - at, 1 + random.Next(LongestInsert));
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
        }
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        var from = random.Next(other.Length + 1);
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other[from..]);
    }

    // Four bytes that are a length in most formats.
    private void Lie(List<byte> bytes, int at)
    {
        int[] lies = [0, -1, int.MaxValue, int.MinValue, bytes.Count, bytes.Count * 1000, 1 << 28, random.Next()];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, lies[random.Next(lies.Length)]);
        for (var i = 0; i < number.Length; i++)
        {
            bytes[at + i] = number[i];
        }
    }

    private byte[] Noise(int length)
    {
        var noise = new byte[length];
        random.NextBytes(noise);
        return noise;
    }
}
