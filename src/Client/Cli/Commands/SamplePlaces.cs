using System.Globalization;
using System.Text.RegularExpressions;
using Detector.Cli.Input;

namespace Detector.Cli.Commands;

/// <summary>Says where the samples that an error names by index came from.</summary>
internal static partial class SamplePlaces
{
    /// <summary>The text with file and line after every path such as <c>samples[3].text</c>.</summary>
    public static string Add(string text, SampleInput? samples) => Path().Replace(
        text,
        path => int.TryParse(path.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var index) && index < samples?.Places
            ? $"{path.Value} ({samples.PositionOf(index)})"
            : path.Value);

    [GeneratedRegex(@"\bsamples\[(\d+)\](?:\.\w+)?")]
    private static partial Regex Path();
}
