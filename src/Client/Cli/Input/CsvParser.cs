using System.Runtime.CompilerServices;

namespace Detector.Cli.Input;

/// <summary>CSV as in RFC 4180: a header row, commas, quoted fields that may hold commas, doubled quotes and line ends.</summary>
internal sealed class CsvParser(FieldNames names) : IRowParser
{
    public async IAsyncEnumerable<ParsedRow> ParseAsync(LineReader lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CsvColumns? columns = null;
        CsvRecord? record = null;
        await foreach (var line in lines.ReadAsync(cancellationToken))
        {
            if (record is null && line.IsBlank)
            {
                continue;
            }

            record ??= new CsvRecord(line.Number);
            if (!TryDecode(line, out var text))
            {
                yield return columns is null ? throw HeaderError(lines, line) : ParsedRow.Bad(line.Number, "not valid UTF-8");
                record = null;
                continue;
            }

            if (!record.Add(text, line.Ending))
            {
                if (record.Length > LineReader.MaxLineBytes)
                {
                    throw Unclosed(lines, record);
                }

                continue;
            }

            if (columns is null)
            {
                columns = CsvColumns.Find(record, names, lines.File);
            }
            else
            {
                yield return Parse(record, columns);
            }

            record = null;
        }

        if (record is not null)
        {
            throw Unclosed(lines, record);
        }
    }

    private static ParsedRow Parse(CsvRecord record, CsvColumns columns)
    {
        if (record.Defect is { } defect)
        {
            return ParsedRow.Bad(record.Line, defect);
        }

        if (record.Fields.Count != columns.Count)
        {
            return ParsedRow.Bad(record.Line, $"{record.Fields.Count} fields where the header has {columns.Count}");
        }

        var text = record.Fields[columns.Text];
        return string.IsNullOrWhiteSpace(text)
            ? ParsedRow.Bad(record.Line, "the text is blank")
            : ParsedRow.Good(record.Line, columns.ToSample(record.Fields, text)) with { Origin = columns.OriginOf(record.Fields) };
    }

    private static bool TryDecode(Line line, out string text)
    {
        try
        {
            text = line.Decode();
            return true;
        }
        catch (RowDefectException)
        {
            text = "";
            return false;
        }
    }

    private static InputException HeaderError(LineReader lines, Line line) =>
        new(new RowPosition(lines.File, line.Number), "the header row is not valid UTF-8");

    // Where the quote was forgotten cannot be known, so every later row is in doubt: this cannot be skipped.
    private static InputException Unclosed(LineReader lines, CsvRecord record) =>
        new(new RowPosition(lines.File, record.Line), "a quote is opened in this row and never closed");
}
