namespace Detector.Cli.Input;

/// <summary>Turns the lines of a file into rows, one at a time.</summary>
internal interface IRowParser
{
    /// <summary>Reads the rows in order; blank lines are passed over.</summary>
    IAsyncEnumerable<ParsedRow> ParseAsync(LineReader lines, CancellationToken cancellationToken);
}
