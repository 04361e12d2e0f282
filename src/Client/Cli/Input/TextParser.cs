using System.Runtime.CompilerServices;
using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>Plain text: every line that is not blank is a sample.</summary>
internal sealed class TextParser : IRowParser
{
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

    private static ParsedRow Parse(Line line)
    {
        try
        {
            return ParsedRow.Good(line.Number, new Sample { Text = line.Decode() });
        }
        catch (RowDefectException e)
        {
            return ParsedRow.Bad(line.Number, e.Message);
        }
    }
}
