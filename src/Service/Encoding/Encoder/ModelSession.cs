using System.Buffers;
using Detector.Encoding.Batching;
using Detector.Encoding.Tokenization;
using Microsoft.ML.OnnxRuntime;

namespace Detector.Encoding.Encoder;

/// <summary>A loaded model. Runs use one thread each and may overlap.</summary>
internal sealed class ModelSession : IEmbeddingModel
{
    private readonly InferenceSession _session;
    private readonly ModelSignature _signature;
    private readonly string[] _outputs;
    private readonly RunOptions _options = new();
    private readonly long _padding;

    private ModelSession(InferenceSession session, EncoderLayout layout)
    {
        _session = session;
        _signature = ModelSignature.Read(session, layout);
        _outputs = [_signature.Output];
        _padding = layout.Tokenizer.Padding;
        Dimension = Try(layout);
        IsBatchInvariant = BatchInvariance.Holds(this, layout);
    }

    public int Dimension { get; }

    public bool IsBatchInvariant { get; }

    /// <summary>Loads the model, reads which inputs and outputs it declares and tries it.</summary>
    /// <exception cref="EncoderLoadException">ONNX Runtime cannot load it, it is no text encoder, or it fails.</exception>
    public static ModelSession Open(EncoderLayout layout)
    {
        var session = Load(layout.ModelFile);
        try
        {
            return new(session, layout);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public void Run(IModelInputs inputs, Span<float> embeddings) => Run(inputs, embeddings, out _);

    public void Dispose()
    {
        _options.Dispose();
        _session.Dispose();
    }

    private static InferenceSession Load(string path)
    {
        RuntimeTelemetry.Forbid();
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,

            // Each run has another shape, so a memory pattern would be planned for nothing.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        if (!Int8Arithmetic.IsExact)
        {
            options.AddSessionConfigEntry("session.x64quantprecision", "1");
        }

        try
        {
            return new(path, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new EncoderLoadException(
                path, $"ONNX Runtime cannot load it, it is damaged or of a newer version. Make or export it again. ({error.Message})", error);
        }
    }

    /// <summary>Runs the model; without room for embeddings it only tells how long they are.</summary>
    private void Run(IModelInputs texts, Span<float> embeddings, out int dimension)
    {
        // An input without tokens is one padded place: the bundled model defines its embedding.
        var length = 1;
        for (var text = 0; text < texts.Count; text++)
        {
            length = Math.Max(length, texts.TokensOf(text).Length);
        }

        var size = texts.Count * length;
        var buffer = ArrayPool<long>.Shared.Rent(_signature.Inputs.Length * size);
        var values = new OrtValue[_signature.Inputs.Length];
        try
        {
            var mask = Memory<long>.Empty;
            for (var input = 0; input < values.Length; input++)
            {
                var memory = buffer.AsMemory(input * size, size);
                var name = _signature.Inputs[input];
                Fill(memory.Span, name, texts, length);
                mask = name == ModelSignature.AttentionMask ? memory : mask;
                values[input] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, [texts.Count, length]);
            }

            using var outputs = _session.Run(_options, _signature.Inputs, values, _outputs);
            var output = outputs[0].GetTensorDataAsSpan<float>();
            dimension = (int)outputs[0].GetTensorTypeAndShape().Shape[^1];
            if (embeddings.IsEmpty)
            {
                return;
            }

            if (_signature.Pooling is { } pooling)
            {
                Pooler.Pool(pooling, output, mask.Span, embeddings, length, dimension);
            }
            else
            {
                output.CopyTo(embeddings);
            }

            Pooler.Normalize(embeddings, dimension);
        }
        finally
        {
            Array.ForEach(values, value => value?.Dispose());
            ArrayPool<long>.Shared.Return(buffer);
        }
    }

    private void Fill(Span<long> values, string name, IModelInputs texts, int length)
    {
        values.Fill(name == ModelSignature.InputIds ? _padding : 0);
        if (name is not (ModelSignature.InputIds or ModelSignature.AttentionMask))
        {
            return;
        }

        for (var text = 0; text < texts.Count; text++)
        {
            var tokens = texts.TokensOf(text);
            var row = values.Slice(text * length, tokens.Length);
            for (var place = 0; place < row.Length; place++)
            {
                row[place] = name == ModelSignature.InputIds ? tokens[place] : 1;
            }
        }
    }

    /// <summary>One run on a short input and one of the longest, which finds models that declare more than they can.</summary>
    private int Try(EncoderLayout layout)
    {
        int[] shortest = [.. layout.Tokenizer.Leading, .. layout.Tokenizer.Encode("trial"), .. layout.Tokenizer.Trailing];
        var longest = Enumerable.Range(0, layout.MaxTokens).Select(place => shortest[place % shortest.Length]).ToArray();
        int dimension;
        try
        {
            Run(new ListedInputs(shortest, longest), [], out dimension);
        }
        catch (Exception error) when (error is OnnxRuntimeException or InvalidOperationException)
        {
            throw new EncoderLoadException(
                layout.ModelFile,
                $"a trial run of up to {layout.MaxTokens} tokens failed; model, tokenizer and max_tokens do not fit together. ({error.Message})",
                error);
        }

        return layout.Dimension is { } expected && expected != dimension
            ? throw new EncoderLoadException(
                layout.ModelFile,
                $"it gives embeddings of length {dimension}, but encoder.json says {expected}; correct encoder.json or exchange the model.")
            : dimension;
    }
}
