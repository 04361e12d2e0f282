using System.Collections.Concurrent;
using System.Text;
using Detector.Cli.Input;
using Detector.V1;

namespace Detector.Cli.Curation;

/// <summary>
/// Keeps the rows of kept candidates in a temporary file until all weights are known, so that memory does not grow with their number.
/// Rows that wait for their decision are in memory: as many as are on their way.
/// </summary>
internal sealed class CandidateSpool : IDisposable
{
    private readonly ConcurrentQueue<SampleRow> _waiting = new();
    private readonly DirectoryInfo _folder;
    private readonly FileStream _file;

    /// <summary>Makes the file, which its owner alone can read.</summary>
    public CandidateSpool()
    {
        _folder = Directory.CreateTempSubdirectory("detector-curate-");
        _file = new FileStream(
            Path.Combine(_folder.FullName, "rows"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
    }

    /// <summary>A row was sent.</summary>
    public void Wait(SampleRow row) => _waiting.Enqueue(row);

    /// <summary>The next rows were decided of.</summary>
    public void Decide(IReadOnlyList<CandidateDecision> decisions)
    {
        using var writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
        foreach (var decision in decisions)
        {
            if (!_waiting.TryDequeue(out var row))
            {
                throw new InvalidDataException("The service decided of more candidates than were sent.");
            }

            // What a newer service says that this program does not know is kept.
            if (decision.Action != CandidateAction.Drop)
            {
                var bytes = row.Row ?? SampleJson.Bytes(row.Sample);
                writer.Write(decision.Index);
                writer.Write(decision.Cell);
                writer.Write(bytes.Length);
                writer.Write(bytes);
            }
        }
    }

    /// <summary>The kept rows in their order.</summary>
    public IEnumerable<KeptRow> Read()
    {
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        while (_file.Position < _file.Length)
        {
            var (index, cell) = (reader.ReadInt64(), reader.ReadInt32());
            yield return new KeptRow(index, cell, reader.ReadBytes(reader.ReadInt32()));
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Delete(recursive: true);
    }
}
