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

        var table = new Table().NoBorder();
        table.AddColumn(new TableColumn("name"));
        table.AddColumn(new TableColumn("samples").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("encoder"));
        table.AddColumn(new TableColumn("created (UTC)").NoWrap());
        foreach (var reference in references)
        {
            table.AddRow(
                new Text(PlainText.Clean(reference.Name)),
                new Text(Figures.Count(reference.SampleCount)),
                new Text(PlainText.Clean(reference.Encoder?.Name ?? "")),
                new Text(reference.CreateTime is { } t ? Time(t, "yyyy-MM-dd HH:mm") : ""));
        }

        console.Write(table);
    }

    public static string Time(Timestamp time, string format = "yyyy-MM-dd HH:mm:ss 'UTC'") =>
        time.ToDateTime().ToString(format, CultureInfo.InvariantCulture);
}
