using System.Globalization;

namespace Detector.Cli.Input;

/// <summary>Where a row begins.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">Its line, from 1.</param>
public readonly record struct RowPosition(string File, long Line)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}");
}
