using System.Text;
using Detector.V1;

namespace Detector.Cli.Curation;

/// <summary>Writes the rows to train on.</summary>
/// <param name="weightField">Field of the weight.</param>
/// <param name="summary">The weights and the selection.</param>
/// <param name="selected">Only the selected rows, without weights: they have the shares of the reference already.</param>
internal sealed class WeightedRows(string weightField, CurationSummary summary, bool selected)
{
    private readonly Dictionary<int, double> _weights = summary.Cells.ToDictionary(cell => cell.Cell, cell => cell.Weight);

    /// <returns>Rows written.</returns>
    public long Write(CandidateSpool spool, TextWriter output)
    {
        long written = 0;
        foreach (var row in selected ? Selected(spool) : spool.Read())
        {
            var bytes = selected ? row.Row : SampleJson.With(row.Row, weightField, _weights.GetValueOrDefault(row.Cell, 1));
            output.Write(Encoding.UTF8.GetString(bytes));
            output.Write('\n');
            written++;
        }

        return written;
    }

    // Both are in ascending order.
    private IEnumerable<KeptRow> Selected(CandidateSpool spool)
    {
        using var next = summary.Selected.GetEnumerator();
        var more = next.MoveNext();
        foreach (var row in spool.Read())
        {
            while (more && next.Current < row.Index)
            {
                more = next.MoveNext();
            }

            if (more && next.Current == row.Index)
            {
                yield return row;
            }
        }
    }
}
