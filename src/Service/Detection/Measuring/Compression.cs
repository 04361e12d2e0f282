using System.IO.Compression;
using System.Text;

namespace Detector.Detection.Measuring;

/// <summary>How well texts compress.</summary>
internal static class Compression
{
    /// <summary>Bytes per gzip byte of a draw's texts, joined by newlines and cut at a budget of bytes; NaN when there are fewer.</summary>
    public static double Ratio(Draw draw, int budget)
    {
        var buffer = new byte[budget];
        var filled = 0;
        foreach (var member in draw.Members.Span)
        {
            var text = draw.TextOf(member).Text;
            var room = buffer.AsSpan(filled);
            if (Encoding.UTF8.GetByteCount(text) < room.Length)
            {
                filled += Encoding.UTF8.GetBytes(text, room);
                buffer[filled++] = (byte)'\n';
                continue;
            }

            Encoding.UTF8.GetBytes(text).AsSpan(0, room.Length).CopyTo(room);
            return Ratio(buffer);
        }

        return double.NaN;
    }

    /// <summary>Bytes per gzip byte, one pass, container included.</summary>
    public static double Ratio(ReadOnlySpan<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return (double)bytes.Length / compressed.Length;
    }
}
