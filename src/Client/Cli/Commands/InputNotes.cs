using Detector.Cli.Input;
using Detector.Cli.Rendering;

namespace Detector.Cli.Commands;

/// <summary>Says on standard error what was odd about the input: bad rows passed over, named fields that no row has.</summary>
internal static class InputNotes
{
    private const int ShownKinds = 5;

    public static void Write(CommandIo io, SampleInput input)
    {
        if (input.BadRows > 0)
        {
            WriteBadRows(io, input);
        }

        foreach (var (option, field) in input.UnseenFields)
        {
            io.Error.WriteLine($"no row has a field '{PlainText.Clean(field)}' ({option})");
        }
    }

    private static void WriteBadRows(CommandIo io, SampleInput input)
    {
        var kinds = input.BadRowKinds;
        var skipped = $"{Figures.Count(input.BadRows)} bad {(input.BadRows == 1 ? "row" : "rows")} skipped";
        if (kinds.Count == 1)
        {
            io.Error.WriteLine($"{skipped}; the first: {PlainText.Clean(kinds[0].First)}");
            return;
        }

        io.Error.WriteLine($"{skipped}:");
        var shown = kinds.OrderByDescending(kind => kind.Count).Take(ShownKinds).ToList();
        foreach (var kind in shown)
        {
            io.Error.WriteLine($"  {Figures.Count(kind.Count)} like {PlainText.Clean(kind.First)}");
        }

        if (input.BadRows - shown.Sum(kind => kind.Count) is > 0 and var others)
        {
            io.Error.WriteLine($"  {Figures.Count(others)} of other kinds");
        }
    }
}
