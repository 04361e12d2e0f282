using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Detector.Cli.Input;

namespace Detector.Cli.Commands.Observing;

/// <summary>
/// Remembers in a small file where the last messages of a stream end in the file that is followed. It is written before a message is
/// sent, so that whatever the service turns out to have acknowledged, a later run knows where to go on.
/// </summary>
/// <param name="path">The small file.</param>
/// <param name="input">The file that is followed.</param>
/// <param name="streamId">The stream's id.</param>
internal sealed class ObservePositions(string path, string input, string streamId)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _input = Path.GetFullPath(input);
    private readonly Queue<ObservePosition> _positions = [];

    /// <summary>Where the file is when nothing else is said: one for each service, monitor and stream.</summary>
    /// <exception cref="UsageException">No such place is known.</exception>
    public static string DefaultPath(CommandIo io, Uri service, string monitor, string streamId)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{service}\n{monitor}\n{streamId}")))[..32];
        var folder = io.Variable("XDG_STATE_HOME") is { Length: > 0 } state
            ? state
            : io.Variable("HOME") is { Length: > 0 } home
                ? Path.Combine(home, ".local", "state")
                : throw new UsageException(
                    "--position-file: give a place to remember how far the file is sent; neither XDG_STATE_HOME nor HOME is set.");
        return Path.Combine(folder, "detector", "observe", $"{name}.json");
    }

    /// <summary>Samples of the file up to the end of a message; 0 before the first.</summary>
    /// <exception cref="InputException">That is not known, or the file is no longer the one it was.</exception>
    public long SamplesUpTo(long message)
    {
        // Those after it were sent and not acknowledged: they are sent anew, cut as it comes.
        foreach (var position in Load().Where(p => p.Message <= message))
        {
            _positions.Enqueue(position);
        }

        if (message == 0)
        {
            return 0;
        }

        var known = _positions.LastOrDefault() is { } last && last.Message == message ? last : throw new InputException(string.Create(
            CultureInfo.InvariantCulture,
            $"{input}: stream {streamId} has sent {message:N0} messages, and {path} does not say where they end; "
            + $"another --stream-id begins at the start of the file"));
        if (new FileInfo(_input) is { Exists: true } now && now.Length < known.Bytes)
        {
            throw new InputException(
                $"{input}: is shorter than when stream {streamId} sent it, so it is another file; another --stream-id begins at its start");
        }

        return known.Samples;
    }

    /// <summary>Notes where a message ends that is about to be sent.</summary>
    /// <param name="message">Its number.</param>
    /// <param name="samples">Samples of the file up to its end.</param>
    /// <param name="bytes">Bytes read by now.</param>
    /// <param name="inFlight">Most messages that can be sent and not acknowledged.</param>
    /// <exception cref="InputException">It cannot be written down.</exception>
    public void Add(long message, long samples, long bytes, int inFlight)
    {
        _positions.Enqueue(new ObservePosition(message, samples, bytes));
        // The last one acknowledged, those in flight, and this one.
        while (_positions.Count > inFlight + 2)
        {
            _positions.Dequeue();
        }

        Store();
    }

    private IReadOnlyList<ObservePosition> Load()
    {
        try
        {
            var content = JsonSerializer.Deserialize<ObservePositionsFile>(File.ReadAllBytes(path), Json);
            return content?.Stream == streamId && content.Input == _input ? content.Positions : [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException($"{path}: the position file cannot be read: {e.Message}");
        }
    }

    // A file half written must never be read: the new one takes the old one's place at once.
    private void Store()
    {
        var draft = $"{path}.new";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, new ObservePositionsFile(streamId, _input, [.. _positions]), Json);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the position file cannot be written: {e.Message}");
        }
    }
}
