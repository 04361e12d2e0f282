using System.Buffers.Binary;
using System.IO.Compression;

namespace Detector.Hardening.Fuzzing.Wire;

/// <summary>Messages as gRPC frames: a flag for compression, four bytes of length, the message.</summary>
internal static class Frames
{
    private const int HeadBytes = 5;

    /// <summary>Frames as they should be.</summary>
    public static byte[] Of(IEnumerable<byte[]> messages) => [.. messages.SelectMany(message => Frame(message, 0, (uint)message.Length))];

    /// <summary>Frames of which one lies about its message.</summary>
    /// <param name="messages">The messages, at least one.</param>
    /// <param name="random">Chooses the frame and the lie.</param>
    public static byte[] Lying(IReadOnlyList<byte[]> messages, Random random)
    {
        var liar = random.Next(messages.Count);
        return [.. messages.SelectMany((message, i) => i == liar ? Lie(message, random) : Frame(message, 0, (uint)message.Length))];
    }

    private static byte[] Lie(byte[] message, Random random)
    {
        var length = (uint)message.Length;
        return random.Next(8) switch
        {
            0 => Frame(message, 1, length),
            1 => Frame(message, (byte)random.Next(2, 256), length),
            2 => Frame(message, 0, length + 1 + (uint)random.Next(100)),
            3 => Frame(message, 0, length / 2),
            4 => Frame(message, 0, uint.MaxValue),
            5 => Frame(message, 0, int.MaxValue),
            6 => Frame(Compressed(message), 1, null),
            _ => Frame(message, 0, 0),
        };
    }

    private static byte[] Frame(byte[] message, byte flag, uint? length)
    {
        var frame = new byte[HeadBytes + message.Length];
        frame[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), length ?? (uint)message.Length);
        message.CopyTo(frame, HeadBytes);
        return frame;
    }

    private static byte[] Compressed(byte[] message)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(message);
        }

        return bytes.ToArray();
    }
}
