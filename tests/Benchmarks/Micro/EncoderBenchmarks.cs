using BenchmarkDotNet.Attributes;
using Detector.Encoding;
using Detector.Encoding.Encoder;
using Detector.Encoding.Tokenization;
using Detector.Tests.Shared;

namespace Detector.Benchmarks.Micro;

/// <summary>Tokenizer and encoder on some texts of a sentence.</summary>
[MemoryDiagnoser]
public class EncoderBenchmarks
{
    private readonly string[] _texts =
        [.. Enumerable.Range(0, 64).Select(i => $"Ship {i} left the harbour at dawn with {i % 7} men, and nobody knew when it would come back.")];

    private readonly List<int> _tokens = [];
    private ITokenizer _tokenizer = null!;
    private ITextEncoder _encoder = null!;

    /// <summary>Loads the encoder.</summary>
    [GlobalSetup]
    public void Load()
    {
        _tokenizer = EncoderLayout.Read(TestEncoder.Int8Path).Tokenizer;
        _encoder = OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });
    }

    /// <summary>Unloads it.</summary>
    [GlobalCleanup]
    public async Task UnloadAsync() => await _encoder.DisposeAsync();

    /// <summary>Tokens of 64 texts.</summary>
    [Benchmark]
    public int Tokenize()
    {
        _tokens.Clear();
        foreach (var text in _texts)
        {
            _tokenizer.Encode(text, _tokens);
        }

        return _tokens.Count;
    }

    /// <summary>Embeddings of 64 texts.</summary>
    [Benchmark]
    public Task<float[]> EncodeAsync() => _encoder.EncodeAsync(_texts, CancellationToken.None);
}
