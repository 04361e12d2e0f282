using System.Globalization;
using System.Text.RegularExpressions;

namespace Detector.Cli.Commands;

/// <summary>Reads the index out of a field path such as <c>samples[3].text</c>.</summary>
internal static partial class SamplePath
{
    /// <summary>The index, or null when the path names no sample.</summary>
    public static int? IndexOf(string field) =>
        Index().Match(field) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;

    [GeneratedRegex(@"^samples\[(\d+)\]")]
    private static partial Regex Index();
}
