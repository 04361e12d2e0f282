using Detector.Cli;
using Detector.Cli.Commands;
using Detector.Cli.Input;
using Detector.Client.Tests.Input;

namespace Detector.Client.Tests.Commands;

public sealed class CountedReadTests
{
    [Fact]
    public async Task Where_samples_came_from_is_forgotten_while_they_are_read()
    {
        var samples = InputFiles.Open(new InputOptions { Files = ["-"], Format = InputFormat.Text }, "a\nb\nc\n"u8.ToArray());
        var places = await CountedRead.RunAsync(Quiet, samples, "reading", read => read.Select(_ => samples.Places).ToListAsync(), default);
        Assert.Equal([0, 0, 0], places);
        Assert.Equal(3, samples.Count);
    }

    [Fact]
    public async Task Odd_rows_are_told_once_all_are_read()
    {
        using var error = new StringWriter();
        var options = new InputOptions { Files = ["-"], Format = InputFormat.JsonLines, SkipBadRows = true };
        var samples = InputFiles.Open(options, "{}\n{\"text\":\"a\"}\n"u8.ToArray());
        Assert.Equal(1, await CountedRead.RunAsync(Quiet with { Error = error }, samples, "reading", read => read.CountAsync(), default));
        Assert.StartsWith("1 bad row skipped; the first: standard input, line 1: ", error.ToString(), StringComparison.Ordinal);
    }

    private static CommandIo Quiet => new() { Output = TextWriter.Null, Error = TextWriter.Null };
}
