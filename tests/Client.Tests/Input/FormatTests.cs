using System.Text;
using Detector.Cli.Input;

namespace Detector.Client.Tests.Input;

public sealed class FormatTests
{
    [Fact]
    public async Task Json_lines_fill_every_field_and_leave_missing_ones_unset()
    {
        var samples = await InputFiles.ReadAsync("plain.jsonl");
        Assert.Equal(2, samples.Count);
        Assert.Equal(("one", "a", "p", "g", "s"), (samples[0].Text, samples[0].Id, samples[0].Prompt, samples[0].Group, samples[0].Subset));
        Assert.Equal("7", samples[1].Id);
        Assert.False(samples[1].HasPrompt || samples[1].HasGroup || samples[1].HasSubset);
    }

    [Fact]
    public async Task Messages_give_the_last_answer_and_the_question_before_it()
    {
        var samples = await InputFiles.ReadAsync("messages.jsonl");
        Assert.Equal([("a2", "second"), ("yes", "see this")], samples.Select(s => (s.Text, s.Prompt)));
    }

    [Fact]
    public async Task Choices_of_one_row_are_one_group_with_ids_of_their_own()
    {
        var samples = await InputFiles.ReadAsync("choices.jsonl");
        Assert.Equal([("one", "c1#0", "c1"), ("two", "c1#1", "c1"), ("three", "r2", "")], samples.Select(s => (s.Text, s.Id, s.Group)));
    }

    [Fact]
    public async Task Csv_reads_commas_quotes_and_line_ends_inside_quotes()
    {
        var samples = await InputFiles.ReadAsync("plain.csv");
        Assert.Equal(["plain", "with, comma and \"quotes\"", "two\r\nlines"], samples.Select(s => s.Text));
        Assert.Equal(["a", "", "b"], samples.Select(s => s.Subset));
        Assert.False(samples[1].HasSubset);
    }

    [Theory]
    [InlineData("bom-crlf.jsonl", "one|two")]
    [InlineData("other-names.ndjson", "one|two|three")]
    [InlineData("plain.txt", "one|two|three")]
    [InlineData("plain.jsonl.gz", "one|two")]
    [InlineData("members.txt.gz", "one|two")]
    [InlineData("gzip-without-extension.txt", "one")]
    [InlineData("object-without-extension", "one")]
    public async Task Text_is_read_whatever_the_encoding_of_the_file(string file, string texts)
    {
        var samples = await InputFiles.ReadAsync(file);
        Assert.Equal(texts, string.Join('|', samples.Select(s => s.Text)));
    }

    [Fact]
    public async Task Named_fields_win_over_the_defaults()
    {
        var input = InputFiles.Open(
            new InputOptions { Files = ["-"], Fields = new FieldNames { Text = "t", Prompt = "q", Group = "k", Subset = "l", Id = "n" } },
            """{"t":"x","text":"no","q":"1","k":2,"l":true,"n":"4","id":"no"}"""u8.ToArray());
        var sample = Assert.Single(await InputFiles.ReadAsync(input));
        Assert.Equal(("x", "1", "2", "true", "4"), (sample.Text, sample.Prompt, sample.Group, sample.Subset, sample.Id));
    }

    [Fact]
    public async Task A_named_column_that_is_missing_is_an_error_that_lists_the_columns()
    {
        var error = await Assert.ThrowsAsync<InputException>(() => InputFiles.ReadAsync("plain.csv", new FieldNames { Subset = "label" }));
        Assert.EndsWith("line 1: no column 'label' (--subset-field); the header has 'id', 'text', 'subset'", error.Message);
    }

    [Fact]
    public async Task A_sample_of_many_files_knows_where_it_came_from()
    {
        var input = InputFiles.Open(new InputOptions { Files = [InputFiles.Path("plain.csv"), "-"], Format = InputFormat.Csv }, "text\nlast"u8.ToArray());
        Assert.Equal(4, (await InputFiles.ReadAsync(input)).Count);
        Assert.Equal([2, 3, 5], Enumerable.Range(0, 3).Select(i => (int)input.PositionOf(i).Line));
        Assert.Equal("standard input, line 2", input.PositionOf(3).ToString());
        Assert.Null(input.TotalBytes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(65536)]
    public async Task Lines_do_not_depend_on_how_the_bytes_arrive(int bytesPerRead)
    {
        var rows = Enumerable.Range(0, 200).Select(i => new string((char)('a' + (i % 26)), 1 + (i * 13 % 700))).ToList();
        var bytes = Encoding.UTF8.GetBytes(string.Join("\r\n", rows));
        var input = new SampleInput(
            new InputOptions { Files = ["-"], Format = InputFormat.Text }, () => new TricklingStream(bytes, bytesPerRead));
        Assert.Equal(rows, (await InputFiles.ReadAsync(input)).Select(s => s.Text));
        Assert.Equal(bytes.Length, input.BytesRead);
    }

    [Fact]
    public async Task Rows_are_read_as_they_are_asked_for()
    {
        var endless = new EndlessRows();
        var input = new SampleInput(new InputOptions { Files = ["-"], Format = InputFormat.Text }, () => endless);
        await foreach (var _ in input.ReadAsync())
        {
            if (input.Count == 1000)
            {
                break;
            }
        }

        Assert.InRange(endless.BytesGiven, 2000, 1 << 20);
    }
}
