using System.Globalization;
using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>Writes one reference for people.</summary>
internal static class ReferenceView
{
    private const int ShownSubsets = 12;

    public static void Write(IAnsiConsole console, Reference reference, string done)
    {
        console.Write(new Text($"Reference {PlainText.Clean(reference.Name)}", TextConsole.Bold));
        console.WriteLine(done.Length > 0 ? $" {done}" : "");
        Row("state", reference.Failure.Length > 0 ? $"{Words.StateOf(reference)}: {reference.Failure}" : Words.StateOf(reference));
        Row("samples", $"{Figures.Count(reference.SampleCount)} ({Figures.Count(reference.FitCount)} to fit, {Figures.Count(reference.NullCount)} for nulls)");
        Row("cells", Figures.Count(reference.CellCount));
        Row("prompt groups", Figures.Count(reference.PromptGroupCount));
        Row("null sizes", string.Join(", ", reference.NullSizes));
        Row("null draws", Figures.Count(reference.NullDraws));
        Row("seed", reference.Seed.ToString(CultureInfo.InvariantCulture));
        Row("encoder", reference.Encoder is { } e ? $"{e.Name} ({e.Dimension} dimensions, {Short(e.Fingerprint)})" : "");
        Row("texts", reference.KeepsTexts ? "kept" : "not kept");
        Row("stored", Figures.Bytes(reference.StoredBytes));
        Row("created", reference.CreateTime is { } t ? ReferenceTable.Time(t) : "");
        Row("description", reference.Description);
        Row("subsets", Subsets(reference));

        void Row(string name, string value)
        {
            if (value.Length > 0)
            {
                Lines.Item(console, $"  {name,-14} ", value);
            }
        }
    }

    private static string Subsets(Reference reference)
    {
        var shown = reference.Subsets.Take(ShownSubsets).Select(s => $"{s.Subset} {Figures.Count(s.Count)}");
        var more = reference.Subsets.Count > ShownSubsets ? $", and {reference.Subsets.Count - ShownSubsets} more" : "";
        return string.Join(", ", shown) + more;
    }

    private static string Short(string fingerprint) => fingerprint.Length > 12 ? fingerprint[..12] : fingerprint;
}
