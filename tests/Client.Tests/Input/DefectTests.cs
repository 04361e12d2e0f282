using Detector.Cli.Input;

namespace Detector.Client.Tests.Input;

/// <summary>One file per defect; the error names the file, and the line where the defect has one.</summary>
public sealed class DefectTests
{
    [Theory]
    [InlineData("bad-json.jsonl", 2, "not valid JSON at byte 15 of the line")]
    [InlineData("bad-cut-short.jsonl", 2, "not valid JSON at byte 12 of the line")]
    [InlineData("bad-array.json", 1, "a JSON array begins here; one object a line is needed (jq -c '.[]' makes that of an array)")]
    [InlineData("bad-scalar.jsonl", 2, "the row is a number; an object with a text is needed")]
    [InlineData("bad-no-text.jsonl", 2, "no text: none of the fields text, messages, choices, output, completion, response; the row has 'body', 'n'")]
    [InlineData("bad-text-number.jsonl", 2, "field 'text' is a number; a string is needed")]
    [InlineData("bad-blank-text.jsonl", 2, "the text is blank")]
    [InlineData("bad-surrogate.jsonl", 2, "a string holds half of a surrogate pair (\\ud800 to \\udfff alone)")]
    [InlineData("bad-no-assistant.jsonl", 1, "'messages' holds no message of the role assistant")]
    [InlineData("bad-empty-answer.jsonl", 1, "the last assistant message has no text")]
    [InlineData("bad-empty-choices.jsonl", 1, "'choices' is empty")]
    [InlineData("bad-choice.jsonl", 1, "one of 'choices' has no message.content")]
    [InlineData("bad-utf8.jsonl", 2, "not valid UTF-8")]
    [InlineData("bad-utf8.csv", 3, "not valid UTF-8")]
    [InlineData("bad-utf8-header.csv", 1, "the header row is not valid UTF-8")]
    [InlineData("bad-utf8.txt", 2, "not valid UTF-8")]
    [InlineData("bad-fields.csv", 3, "1 fields where the header has 2")]
    [InlineData("bad-open-quote.csv", 3, "a quote is opened in this row and never closed")]
    [InlineData("bad-after-quote.csv", 2, "text after the closing quote of field 1")]
    [InlineData("bad-bare-quote.csv", 2, "a quote inside the unquoted field 1; quote the field and double its quotes")]
    [InlineData("bad-no-column.csv", 1, "no column text, output, completion, response; name the text's column with --text-field, one of 'body', 'label'")]
    [InlineData("bad-twice.csv", 1, "the header names column 'text' twice")]
    public async Task A_bad_row_is_an_error_that_names_file_and_line(string file, int line, string defect)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => InputFiles.ReadAsync(file));
        Assert.Equal($"{InputFiles.Path(file)}, line {line}: {defect}", error.Message);
    }

    [Theory]
    [InlineData("bad-utf16.txt", "is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8")]
    [InlineData("bad-cut.jsonl.gz", "the gzip data is damaged or cut short")]
    [InlineData("bad-checksum.txt.gz", "the gzip data is damaged or cut short")]
    [InlineData("bad-format.dat", "the format cannot be told from the name; give --format jsonl, csv or text")]
    [InlineData("empty.jsonl", "no rows")]
    [InlineData("only-header.csv", "no rows")]
    [InlineData("missing.jsonl", "no such file")]
    [InlineData("", "is a directory; name its files")]
    public async Task A_bad_file_is_an_error_that_names_the_file(string file, string defect)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => InputFiles.ReadAsync(file));
        Assert.Equal($"{InputFiles.Path(file)}: {defect}", error.Message);
    }

    [Fact]
    public async Task A_line_without_end_does_not_fill_the_memory()
    {
        var input = InputFiles.Open(new InputOptions { Files = ["-"], Format = InputFormat.Text }, new byte[LineReader.MaxLineBytes + 1]);
        var error = await Assert.ThrowsAsync<InputException>(() => InputFiles.ReadAsync(input));
        Assert.Equal("standard input, line 1: longer than 16 MiB; is this a text file with line ends?", error.Message);
    }

    [Theory]
    [InlineData("bad-json.jsonl", 2, 1)]
    [InlineData("bad-fields.csv", 1, 1)]
    [InlineData("bad-utf8.txt", 2, 1)]
    [InlineData("bad-utf8.csv", 1, 1)]
    public async Task Bad_rows_are_counted_and_skipped_when_asked(string file, int samples, int badRows)
    {
        var input = InputFiles.Open(new InputOptions { Files = [InputFiles.Path(file)], SkipBadRows = true });
        Assert.Equal(samples, (await InputFiles.ReadAsync(input)).Count);
        Assert.Equal(badRows, input.BadRows);
        var kind = Assert.Single(input.BadRowKinds);
        Assert.StartsWith($"{InputFiles.Path(file)}, line ", kind.First);
        Assert.Equal(badRows, kind.Count);
    }

    [Fact]
    public async Task Bad_rows_are_told_apart_by_what_is_wrong_not_by_where()
    {
        var rows = "{\"text\":\"good\"}\n{\"text\"\n{\"text\":1}\n{\"text\":\"cut\n{\"text\":2}\n{\"text\":3}\n"u8.ToArray();
        var input = InputFiles.Open(new InputOptions { Files = ["-"], Format = InputFormat.JsonLines, SkipBadRows = true }, rows);
        Assert.Single(await InputFiles.ReadAsync(input));
        Assert.Equal(
            [
                new BadRowKind("standard input, line 2: not valid JSON at byte 8 of the line", 2),
                new BadRowKind("standard input, line 3: field 'text' is a number; a string is needed", 3),
            ],
            input.BadRowKinds);
    }

    [Fact]
    public void Kinds_of_bad_rows_do_not_fill_the_memory()
    {
        var bad = new BadRowKinds();
        foreach (var name in Enumerable.Range(0, 1000).Select(i => new string('x', i)))
        {
            bad.Add(new RowPosition("f", 1), $"no field '{name}'");
        }

        Assert.Equal((1000, 20), (bad.Count, bad.Kinds.Count));
    }

    [Fact]
    public async Task An_input_of_bad_rows_only_is_an_error_even_when_they_are_skipped()
    {
        var path = InputFiles.Path("bad-empty-choices.jsonl");
        var input = InputFiles.Open(new InputOptions { Files = [path], SkipBadRows = true });
        var error = await Assert.ThrowsAsync<InputException>(() => InputFiles.ReadAsync(input));
        Assert.Equal($"{path}: every row is bad; the first: {path}, line 1: 'choices' is empty", error.Message);
    }
}
