using Detector.Cli;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Client.Tests.Rendering;

public sealed class ReportViewTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    public void A_critical_report_is_readable_at_every_width(int width)
    {
        var text = Render(Reports.Critical(), width);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, $"{line.Length} columns: {line}"));
        Snapshot.Matches($"critical-{width}.txt", text);
    }

    [Fact]
    public void A_healthy_report_is_short() => Snapshot.Matches("healthy-80.txt", Render(Reports.Healthy(), 80));

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void References_are_listed_at_every_width(int width)
    {
        var writer = new StringWriter();
        var references = new[] { Reference("release-12", 4000, ReferenceState.Ready), Reference("a", 12, ReferenceState.Failed) };
        ReferenceTable.Write(TextConsole.ForOutput(Io(writer, width)), references);
        ReferenceView.Write(TextConsole.ForOutput(Io(writer, width)), references[0], "created");
        Snapshot.Matches($"references-{width}.txt", writer.ToString());
    }

    [Fact]
    public void Plain_output_holds_no_control_characters() =>
        Assert.DoesNotContain(Render(Reports.Critical(), 80), c => char.IsControl(c) && c != '\n');

    [Fact]
    public void Colour_marks_the_verdict_and_nothing_of_a_sample_drives_the_terminal()
    {
        var writer = new StringWriter();
        new ReportView(TextConsole.ForOutput(Io(writer, 80) with { ColorOutput = true }), Position).Write(Reports.Critical());
        Assert.StartsWith("\u001b[1;91mCRITICAL\u001b[0m", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31mbefore", writer.ToString(), StringComparison.Ordinal);
    }

    private static string Render(Report report, int width)
    {
        var writer = new StringWriter();
        new ReportView(TextConsole.ForOutput(Io(writer, width)), Position).Write(report);
        return writer.ToString();
    }

    private static CommandIo Io(TextWriter output, int width) => new() { Output = output, Error = TextWriter.Null, Width = width };

    private static RowPosition Position(int index) => new("out.jsonl", index + 1);

    private static Reference Reference(string name, int samples, ReferenceState state) => new()
    {
        Name = name,
        State = state,
        SampleCount = samples,
        FitCount = samples / 2,
        NullCount = samples / 2,
        Seed = 1,
        CellCount = 75,
        NullDraws = 500,
        NullSizes = { 32, 64, 128 },
        StoredBytes = 7_130_000,
        Encoder = new EncoderInfo { Name = "universal-sentence-encoder-lite-int8", Dimension = 512, Fingerprint = "c0166493e328c32a" },
        CreateTime = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_760_000_000 },
        Subsets = { new SubsetCount { Subset = "economy", Count = samples } },
    };
}
