using System.Text;
using Detector.Cli.Input;
using Detector.V1;

namespace Detector.Cli.Curation;

/// <summary>What was decided of every candidate, a JSON object a line.</summary>
internal sealed class DecisionFile : IAsyncDisposable
{
    private readonly StreamWriter _file;
    private readonly SampleInput _samples;

    /// <summary>Begins the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="samples">Knows where candidates came from.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public DecisionFile(string file, SampleInput samples)
    {
        _samples = samples;
        try
        {
            _file = new StreamWriter(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--decisions: {file} cannot be written: {e.Message}");
        }
    }

    /// <summary>Adds decisions.</summary>
    public async Task WriteAsync(IReadOnlyList<CandidateDecision> decisions)
    {
        foreach (var decision in decisions)
        {
            await _file.WriteAsync(Encoding.UTF8.GetString(SampleJson.Write(writer =>
            {
                writer.WriteNumber("index", decision.Index);
                writer.WriteString("place", _samples.PositionOf((int)decision.Index).ToString());
                SampleJson.WriteSet(writer, "id", decision.Id);
                writer.WriteString("action", CurationWords.Of(decision.Action));
                writer.WriteStartArray("reasons");
                foreach (var reason in decision.Reasons)
                {
                    writer.WriteStringValue(CurationWords.Of(reason));
                }

                writer.WriteEndArray();
                if (decision.HasOtherIndex)
                {
                    writer.WriteNumber("repeats", decision.OtherIndex);
                    writer.WriteString("repeatsPlace", _samples.PositionOf((int)decision.OtherIndex).ToString());
                }

                writer.WriteNumber("cell", decision.Cell);
            })));
            await _file.WriteAsync('\n');
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
