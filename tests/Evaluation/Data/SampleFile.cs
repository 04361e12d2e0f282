using System.IO.Compression;
using System.Text.Json;
using Detector.Detection.Samples;

namespace Detector.Evaluation.Data;

/// <summary>A file of samples: JSON Lines, plain or gzip, with <c>text</c> and, where known, <c>id</c>, <c>prompt</c>, <c>group</c>, <c>subset</c>.</summary>
internal static class SampleFile
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The files of a directory that hold samples, by name.</summary>
    public static IEnumerable<string> In(string directory) =>
        Directory.EnumerateFiles(directory).Where(path => path.EndsWith(".jsonl", StringComparison.Ordinal)
            || path.EndsWith(".jsonl.gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The name of a file without what says its format.</summary>
    public static string NameOf(string path) => Path.GetFileName(path).Split(".jsonl")[0];

    /// <summary>Reads the samples whose text is not blank.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">A line is not a sample.</exception>
    public static Sample[] Read(string path)
    {
        using Stream file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        List<Sample> samples = [];
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            try
            {
                if (JsonSerializer.Deserialize<Sample>(line, Options) is { } sample && !string.IsNullOrWhiteSpace(sample.Text))
                {
                    samples.Add(sample);
                }
            }
            catch (JsonException error)
            {
                throw new InvalidDataException($"{path}, line {number}: {error.Message}", error);
            }
        }

        return [.. samples];
    }
}
