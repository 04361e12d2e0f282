using System.Globalization;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>Writes the list of references for people.</summary>
internal static class ReferenceTable
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<Reference> references)
    {
        if (references.Count == 0)
        {
            console.WriteLine("No references yet; 'detector reference create' makes one.");
            return;
        }

        var table = new TextTable("name", "state", ">samples", "created", "encoder");
        foreach (var reference in references)
        {
            table.Add(
                null,
                PlainText.Clean(reference.Name),
                Words.StateOf(reference),
                Figures.Count(reference.SampleCount),
                reference.CreateTime is { } t ? Time(t, "yyyy-MM-dd") : "",
                PlainText.Clean(reference.Encoder?.Name ?? ""));
        }

        if (table.Width <= console.Profile.Width)
        {
            table.Write(console);
            return;
        }

        foreach (var reference in references)
        {
            Lines.Item(console, "", reference.Name);
            var created = reference.CreateTime is { } t ? $", {Time(t, "yyyy-MM-dd HH:mm 'UTC'")}" : "";
            var state = Words.StateOf(reference) is { Length: > 0 } words ? $"{words}, " : "";
            Lines.Item(console, "  ", $"{state}{Figures.Count(reference.SampleCount)} samples{created}, {reference.Encoder?.Name}");
        }
    }

    public static string Time(Timestamp time, string format = "yyyy-MM-dd HH:mm:ss 'UTC'") =>
        time.ToDateTime().ToString(format, CultureInfo.InvariantCulture);
}
