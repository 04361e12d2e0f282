using System.Text;
using System.Text.Unicode;

namespace Detector.Cli.Input;

/// <summary>A line of a file.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Bytes">Its bytes without the line end; valid until the next line is read.</param>
/// <param name="Ending">The line end: "\n", "\r\n", or "" on a last line without one.</param>
internal readonly record struct Line(long Number, ReadOnlyMemory<byte> Bytes, string Ending)
{
    public bool IsBlank => Bytes.Span.Trim(" \t\r\f\v"u8).IsEmpty;

    /// <summary>The line as text.</summary>
    /// <exception cref="RowDefectException">It is not valid UTF-8.</exception>
    public string Decode() => Encoding.UTF8.GetString(ValidBytes().Span);

    /// <summary>The bytes, known to be valid UTF-8.</summary>
    /// <exception cref="RowDefectException">They are not.</exception>
    public ReadOnlyMemory<byte> ValidBytes()
    {
        if (!Utf8.IsValid(Bytes.Span))
        {
            throw new RowDefectException("not valid UTF-8");
        }

        return Bytes;
    }
}
