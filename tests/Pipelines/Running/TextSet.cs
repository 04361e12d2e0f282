using System.IO.Compression;
using System.Text.Json;

namespace Detector.Pipelines.Running;

/// <summary>The texts that the studies work on.</summary>
internal static class TextSet
{
    private const int Most = 20_000;

    // Longer ones the service does not take.
    private const int LongestBytes = 32768;

    private static readonly string[] Words =
        ["river", "market", "letter", "engine", "garden", "winter", "teacher", "harbour", "window", "promise", "shadow", "bridge", "silver", "quiet"];

    /// <summary>Reads the texts of a directory's files, plain or gzip, in the order of their names; rows without a text are passed over. Makes some up without a directory.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds no texts, or a line is no JSON object.</exception>
    public static IReadOnlyList<string> Load(string directory)
    {
        if (directory.Length == 0)
        {
            return [.. Enumerable.Range(0, 500).Select(MadeUp)];
        }

        string[] texts =
        [
            .. Directory.EnumerateFiles(directory).Where(IsSet).Order(StringComparer.Ordinal).SelectMany(Lines)
                .Where(line => line.Length > 0).Select(TextOf)
                .Where(text => !string.IsNullOrWhiteSpace(text) && System.Text.Encoding.UTF8.GetByteCount(text) <= LongestBytes).Take(Most),
        ];
        return texts.Length > 0
            ? texts
            : throw new InvalidDataException($"There are no texts in '{directory}': it should hold files of JSON Lines, *.jsonl or *.jsonl.gz.");
    }

    private static bool IsSet(string path) =>
        path.EndsWith(".jsonl", StringComparison.Ordinal) || path.EndsWith(".jsonl.gz", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string path)
    {
        using Stream file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static string TextOf(string line)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            return row.RootElement.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is no JSON object with texts: {line[..Math.Min(line.Length, 80)]}", error);
        }
    }

    private static string MadeUp(int number)
    {
        var random = new Random(number);
        return string.Join(' ', Enumerable.Range(0, 30).Select(_ => Words[random.Next(Words.Length)]));
    }
}
