using System.Runtime.InteropServices;
using System.Text.Json;
using Detector.Benchmarks.Measuring;
using Detector.Detection.Calibration;
using Detector.Detection.Samples;
using Detector.Tests.Shared;

namespace Detector.Benchmarks.Peers;

/// <summary>A script that computes the figures of a report with numpy, scipy, scikit-learn and torch, given what is fitted to the reference.</summary>
internal sealed class PythonReport : IAsyncDisposable
{
    private const string Script = "numpy, scipy and torch, per s";

    private readonly PeerProcesses? _process;

    private PythonReport(PeerProcesses? process) => _process = process;

    /// <summary>What is measured; nothing where the peers are left out.</summary>
    public IEnumerable<(string Name, Func<Task<double>> Measure)> Contenders => _process is null ? [] : [(Script, _process.PerSecondAsync)];

    /// <summary>Starts the script.</summary>
    /// <param name="root">Folder of the peers; empty for none.</param>
    /// <param name="folder">Where files for it are written.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="known">What it was made of.</param>
    /// <param name="batch">The batch.</param>
    public static async Task<PythonReport> StartAsync(string root, string folder, ReferenceDistribution reference, EncodedTexts known, EncodedTexts batch)
    {
        if (root.Length == 0)
        {
            return new(null);
        }

        var state = reference.State;
        Write("fit.f32", state.Support.Embeddings);
        Write("null.f32", state.NullEmbeddings);
        Write("batch.f32", batch.Embeddings);
        Write("centroids.f32", state.Support.Cells.Centroids);
        await WriteTexts("texts.json", batch.Samples.Select(sample => sample.Text));
        await WriteTexts("known.json", known.Samples.Take(reference.FitCount).Select(sample => sample.Text));
        return new(await PeerProcesses.StartAsync("/usr/bin/python3", 1, Path.Combine(root, "python", "report.py"), folder, $"{reference.Dimension}"));

        void Write(string name, EmbeddingMatrix rows) => File.WriteAllBytes(Path.Combine(folder, name), MemoryMarshal.AsBytes(rows.Values).ToArray());

        Task WriteTexts(string name, IEnumerable<string> texts) => File.WriteAllTextAsync(Path.Combine(folder, name), JsonSerializer.Serialize(texts));
    }

    /// <summary>What is asked of a report beside it.</summary>
    public IEnumerable<Target> Targets(Ask ask, Rounds rounds) =>
        _process is null ? [] : [ask.AtLeast("report: times the numpy, scipy and torch script", 10, rounds.Ratio("report, per s", Script))];

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? ValueTask.CompletedTask;
}
