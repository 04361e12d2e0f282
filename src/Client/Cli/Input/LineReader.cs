using System.Globalization;
using System.Runtime.CompilerServices;

namespace Detector.Cli.Input;

/// <summary>Reads a stream line by line, holding one line at a time. A UTF-8 byte order mark at the start is passed over.</summary>
/// <param name="stream">The bytes, decompressed.</param>
/// <param name="file">Name for errors.</param>
internal sealed class LineReader(Stream stream, string file)
{
    /// <summary>Longest line, so that a file without line ends cannot fill the memory.</summary>
    public const int MaxLineBytes = 16 << 20;

    private const byte LineFeed = (byte)'\n';
    private const byte CarriageReturn = (byte)'\r';

    /// <summary>Name of the file, for errors.</summary>
    public string File => file;

    /// <exception cref="InputException">A line is too long, or the file is UTF-16.</exception>
    public async IAsyncEnumerable<Line> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        int start = 0, end = 0;
        long number = 0;
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf(LineFeed);
            if (length >= 0)
            {
                yield return Cut(buffer, start, length, ++number, hasLineFeed: true);
                start += length + 1;
                continue;
            }

            if (start > 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }

            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, Grown(buffer.Length, number + 1));
            }

            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            end += read;
            if (read == 0)
            {
                break;
            }
        }

        if (end > start)
        {
            yield return Cut(buffer, start, end - start, ++number, hasLineFeed: false);
        }
    }

    private int Grown(int size, long number) => size < MaxLineBytes
        ? Math.Min(size * 2, MaxLineBytes)
        : throw new InputException(new RowPosition(file, number), string.Create(
            CultureInfo.InvariantCulture, $"longer than {MaxLineBytes >> 20} MiB; is this a text file with line ends?"));

    private Line Cut(byte[] buffer, int start, int length, long number, bool hasLineFeed)
    {
        if (number == 1)
        {
            var head = buffer.AsSpan(start, length);
            if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            {
                throw new InputException($"{file}: is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8");
            }

            var mark = head.StartsWith("\uFEFF"u8) ? 3 : 0;
            (start, length) = (start + mark, length - mark);
        }

        var carriageReturn = hasLineFeed && length > 0 && buffer[start + length - 1] == CarriageReturn;
        var bytes = buffer.AsMemory(start, carriageReturn ? length - 1 : length);
        return new Line(number, bytes, carriageReturn ? "\r\n" : hasLineFeed ? "\n" : "");
    }
}
