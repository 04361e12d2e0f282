using System.Globalization;
using Detector.Cli.Input;
using Detector.Cli.Rendering;

namespace Detector.Cli.Commands;

/// <summary>Says on standard error how many bad rows were passed over.</summary>
internal static class SkippedRows
{
    public static void Write(CommandIo io, SampleInput input)
    {
        if (input.BadRows > 0)
        {
            var rows = input.BadRows == 1 ? "row" : "rows";
            io.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{input.BadRows:N0} bad {rows} skipped; the first: {PlainText.Clean(input.FirstBadRow ?? "")}"));
        }
    }
}
