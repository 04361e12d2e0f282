using System.Text.Json;

namespace Detector.Evaluation.Data;

/// <summary>Every set of a directory, encoded.</summary>
/// <param name="Sets">The sets by the name of their file.</param>
/// <param name="Domains">Of clinc150's intents, the domain each belongs to; empty where the directory does not say.</param>
/// <param name="Embedder">Encodes what a scenario changes.</param>
internal sealed record Corpus(IReadOnlyDictionary<string, Batch> Sets, IReadOnlyDictionary<string, string> Domains, Embedder Embedder)
{
    private const string DomainFile = "clinc150.domains.json";

    /// <summary>Reads and encodes a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="embedder">The encoder.</param>
    /// <param name="progress">Told what is done.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidDataException">It holds no samples.</exception>
    public static async Task<Corpus> LoadAsync(string directory, Embedder embedder, TextWriter progress, CancellationToken cancellation)
    {
        Dictionary<string, Batch> sets = [];
        foreach (var path in SampleFile.In(directory))
        {
            var set = await embedder.EmbedFileAsync(path, cancellation);
            sets[SampleFile.NameOf(path)] = set;
            await progress.WriteLineAsync($"encoded {SampleFile.NameOf(path)}: {set.Count} texts");
        }

        var domains = Path.Combine(directory, DomainFile);
        return new Corpus(
            sets.Count > 0 ? sets : throw new InvalidDataException($"'{directory}' holds no .jsonl or .jsonl.gz file."),
            File.Exists(domains) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(domains))! : new Dictionary<string, string>(),
            embedder);
    }
}
