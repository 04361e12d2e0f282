using System.Globalization;
using Detector.Cli.Input;
using Detector.Cli.Rendering;

namespace Detector.Cli.Commands;

/// <summary>Says on standard error what was odd about the input: bad rows passed over, named fields that no row has.</summary>
internal static class InputNotes
{
    public static void Write(CommandIo io, SampleInput input)
    {
        if (input.BadRows > 0)
        {
            var rows = input.BadRows == 1 ? "row" : "rows";
            io.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{input.BadRows:N0} bad {rows} skipped; the first: {PlainText.Clean(input.FirstBadRow ?? "")}"));
        }

        foreach (var (option, field) in input.UnseenFields)
        {
            io.Error.WriteLine($"no row has a field '{PlainText.Clean(field)}' ({option})");
        }
    }
}
