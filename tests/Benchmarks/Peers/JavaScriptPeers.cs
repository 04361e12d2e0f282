using System.Text.Json;
using Detector.Benchmarks.Measuring;
using Detector.Encoding.Encoder;
using Detector.Encoding.Tokenization;
using Detector.Tests.Shared;

namespace Detector.Benchmarks.Peers;

/// <summary>The encoder's peer in JavaScript, and ONNX Runtime for Node on the encoder's own model; one process a core.</summary>
internal sealed class JavaScriptPeers : IAsyncDisposable
{
    private const int BatchTokens = 512;
    private const string Energetic = "JavaScript peer";
    private const string OnnxRuntime = "ONNX Runtime for Node, int8";

    private readonly List<(string Name, PeerProcesses Processes)> _peers = [];

    private JavaScriptPeers()
    {
    }

    /// <summary>What is measured; nothing where the peers are left out.</summary>
    public IEnumerable<(string Name, Func<Task<double>> Measure)> Contenders =>
        _peers.Select(peer => (peer.Name, (Func<Task<double>>)peer.Processes.PerSecondAsync));

    /// <summary>Starts them.</summary>
    /// <param name="root">Folder of the peers; empty for none.</param>
    /// <param name="folder">Where files for them are written.</param>
    /// <param name="fewTexts">Texts for the slow one.</param>
    /// <param name="texts">Texts for the fast one.</param>
    /// <param name="layout">The encoder.</param>
    public static async Task<JavaScriptPeers> StartAsync(
        string root, string folder, IReadOnlyList<string> fewTexts, IReadOnlyList<string> texts, EncoderLayout layout)
    {
        var peers = new JavaScriptPeers();
        if (root.Length == 0)
        {
            return peers;
        }

        var (lines, batches) = (Path.Combine(folder, "texts.txt"), Path.Combine(folder, "batches.json"));
        await File.WriteAllLinesAsync(lines, fewTexts);
        await File.WriteAllTextAsync(batches, JsonSerializer.Serialize(Batches(texts, layout)));
        await peers.AddAsync(Energetic, Path.Combine(root, "node", "energetic.mjs"), lines);
        await peers.AddAsync(OnnxRuntime, Path.Combine(root, "node", "onnxruntime.mjs"), layout.ModelFile, batches);
        return peers;
    }

    /// <summary>What is asked of the encoder beside them.</summary>
    public IEnumerable<Target> Targets(Ask ask, Rounds rounds) => _peers.Count == 0
        ? []
        : [
            ask.AtLeast("encoder: int8, service path, times the JavaScript peer", 20, rounds.Ratio("int8, service path", Energetic)),
            ask.AtLeast("encoder: int8, service path, times ONNX Runtime for Node", 1, rounds.Ratio("int8, service path", OnnxRuntime)),
        ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, processes) in _peers)
        {
            await processes.DisposeAsync();
        }
    }

    private async Task AddAsync(string name, params string[] arguments) =>
        _peers.Add((name, await PeerProcesses.StartAsync("node", Environment.ProcessorCount, arguments)));

    // Sorted by length, as anyone would who knows what padding costs.
    private static List<int[][]> Batches(IReadOnlyList<string> texts, EncoderLayout layout)
    {
        var batches = new List<int[][]>();
        var sorted = texts.Select(layout.Tokenizer.Encode).OrderByDescending(tokens => tokens.Length).ToArray();
        for (var at = 0; at < sorted.Length;)
        {
            var count = Math.Clamp(BatchTokens / sorted[at].Length, 1, sorted.Length - at);
            batches.Add(sorted[at..(at + count)]);
            at += count;
        }

        return batches;
    }
}
