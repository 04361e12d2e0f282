using Detector.Benchmarks.Measuring;
using Microsoft.ML.OnnxRuntime;

namespace Detector.Benchmarks.Peers;

/// <summary>ONNX Runtime on an encoder's model alone: full batches without padding, one run per core at a time, nothing before or after.</summary>
internal sealed class BareModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue[] _inputs;
    private readonly int _tokens;

    /// <summary>Loads a model.</summary>
    /// <param name="directory">The encoder directory.</param>
    /// <param name="length">Tokens of each text.</param>
    /// <param name="texts">Texts of each run.</param>
    public BareModel(string directory, int length, int texts)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, EnableMemoryPattern = false };
        _session = new(Path.Combine(directory, "model.onnx"), options);
        _tokens = length * texts;
        var ids = Enumerable.Range(0, _tokens).Select(i => 6 + (7919L * i % 7990)).ToArray();
        _inputs =
        [
            OrtValue.CreateTensorValueFromMemory(ids, [texts, length]),
            OrtValue.CreateTensorValueFromMemory(Enumerable.Repeat(1L, _tokens).ToArray(), [texts, length]),
        ];
    }

    /// <summary>Tokens a second on all cores, over about so many tokens.</summary>
    public double TokensPerSecond(int tokens)
    {
        var runs = Math.Max(1, tokens / _tokens / Environment.ProcessorCount);
        var seconds = OnEveryCore.Seconds((_, _) =>
        {
            for (var i = 0; i < runs; i++)
            {
                using var outputs = _session.Run(_run, ["input_ids", "attention_mask"], _inputs, ["sentence_embedding"]);
            }
        });
        return (double)runs * _tokens * Environment.ProcessorCount / seconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_inputs, input => input.Dispose());
        _run.Dispose();
        _session.Dispose();
    }
}
