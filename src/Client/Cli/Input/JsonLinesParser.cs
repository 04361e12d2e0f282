using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Detector.Cli.Input;

/// <summary>JSON Lines: one object a line, read as <see cref="JsonRow"/> says.</summary>
/// <param name="names">Names of the fields.</param>
/// <param name="keepRows">Give the rows as well.</param>
internal sealed class JsonLinesParser(FieldNames names, bool keepRows = false) : IRowParser
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public async IAsyncEnumerable<ParsedRow> ParseAsync(LineReader lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in lines.ReadAsync(cancellationToken))
        {
            if (!line.IsBlank)
            {
                yield return Parse(line);
            }
        }
    }

    private ParsedRow Parse(Line line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.ValidBytes(), Options);
            var row = new JsonRow(document.RootElement, names);
            return ParsedRow.Good(line.Number, row.ToSamples()) with { Origin = row.Origin, Row = keepRows ? line.Bytes.ToArray() : null };
        }
        catch (RowDefectException e)
        {
            return ParsedRow.Bad(line.Number, e.Message);
        }
        catch (JsonException e)
        {
            return ParsedRow.Bad(line.Number, Describe(line, e));
        }
        catch (InvalidOperationException)
        {
            // The one cause left: an escaped surrogate without its partner, which no UTF-8 text can hold.
            return ParsedRow.Bad(line.Number, "a string holds half of a surrogate pair (\\ud800 to \\udfff alone)");
        }
    }

    private static string Describe(Line line, JsonException error)
    {
        if (line.Bytes.Span.TrimStart(" \t"u8) is [(byte)'[', ..])
        {
            return "a JSON array begins here; one object a line is needed (jq -c '.[]' makes that of an array)";
        }

        var column = (error.BytePositionInLine ?? 0) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"not valid JSON at byte {column} of the line");
    }
}
