using Detector.Encoding.Batching;
using Microsoft.ML.OnnxRuntime;

namespace Detector.Encoding.Encoder;

/// <summary>A loaded model. Runs use one thread each and may overlap.</summary>
internal sealed class ModelSession : IEmbeddingModel
{
    private static readonly string[] KnownInputs = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string[] _outputs;
    private readonly PoolingMode? _pooling;
    private readonly long _padding;

    private ModelSession(InferenceSession session, string[] inputs, string output, PoolingMode? pooling, long padding)
    {
        (_session, _inputs, _outputs, _pooling, _padding) = (session, inputs, [output], pooling, padding);
    }

    public int Dimension { get; private set; }

    /// <summary>Loads the model and reads which inputs and outputs it declares.</summary>
    /// <exception cref="EncoderLoadException">ONNX Runtime cannot load it, or it is no text encoder.</exception>
    public static ModelSession Open(EncoderLayout layout)
    {
        InferenceSession session;
        try
        {
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

            session = new InferenceSession(layout.ModelFile, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new EncoderLoadException(
                layout.ModelFile, $"ONNX Runtime cannot load it, it is damaged or of a newer version. Make or export it again. ({error.Message})", error);
        }

        try
        {
            var (output, pooled) = OutputOf(session, layout);
            var opened = new ModelSession(session, InputsOf(session, layout), output, pooled ? null : layout.Pooling, layout.Tokenizer.Padding);
            opened.Dimension = opened.Try(layout);
            return opened;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    public float[] Run(IReadOnlyList<int[]> inputs) => Run(inputs, out _);

    public void Dispose() => _session.Dispose();

    private float[] Run(IReadOnlyList<int[]> rows, out int dimension)
    {
        // An input without tokens is one padded place: the bundled model defines its embedding.
        var length = Math.Max(1, rows.Max(row => row.Length));
        var mask = new long[rows.Count * length];
        var inputs = _inputs.Select(name => OrtValue.CreateTensorValueFromMemory(Fill(name, rows, length, mask), [rows.Count, length])).ToList();
        try
        {
            using var run = new RunOptions();
            using var outputs = _session.Run(run, _inputs, inputs, _outputs);
            var values = outputs[0].GetTensorDataAsSpan<float>();
            var shape = outputs[0].GetTensorTypeAndShape().Shape;
            dimension = (int)shape[^1];
            var pooled = _pooling is { } pooling ? Pooler.Pool(pooling, values, mask, rows.Count, length, dimension) : values.ToArray();
            Pooler.Normalize(pooled, dimension);
            return pooled;
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
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
            Run([shortest, longest], out dimension);
        }
        catch (Exception error) when (error is OnnxRuntimeException or InvalidOperationException)
        {
            throw new EncoderLoadException(
                layout.ModelFile, $"a trial run of up to {layout.MaxTokens} tokens failed; model, tokenizer and max_tokens do not fit together. ({error.Message})", error);
        }

        return layout.Dimension is { } expected && expected != dimension
            ? throw new EncoderLoadException(
                layout.ModelFile, $"it gives embeddings of length {dimension}, but encoder.json says {expected}; correct encoder.json or exchange the model.")
            : dimension;
    }

    private long[] Fill(string name, IReadOnlyList<int[]> rows, int length, long[] mask)
    {
        var values = name == "attention_mask" ? mask : new long[rows.Count * length];
        if (name == "input_ids")
        {
            Array.Fill(values, _padding);
        }

        for (var row = 0; row < rows.Count; row++)
        {
            var target = values.AsSpan(row * length, rows[row].Length);
            switch (name)
            {
                case "input_ids":
                    for (var i = 0; i < target.Length; i++)
                    {
                        target[i] = rows[row][i];
                    }

                    break;
                case "attention_mask":
                    target.Fill(1);
                    break;
            }
        }

        return values;
    }

    private static string[] InputsOf(InferenceSession session, EncoderLayout layout)
    {
        foreach (var (name, input) in session.InputMetadata)
        {
            if (!KnownInputs.Contains(name) || input.ElementType != typeof(long))
            {
                throw new EncoderLoadException(
                    layout.ModelFile, $"its input '{name}' of {input.ElementType.Name} is not supported; known are {string.Join(", ", KnownInputs)}, all int64.");
            }
        }

        return KnownInputs[..2].All(session.InputMetadata.ContainsKey)
            ? [.. session.InputMetadata.Keys.OrderBy(name => Array.IndexOf(KnownInputs, name))]
            : throw new EncoderLoadException(layout.ModelFile, "it has not both inputs input_ids and attention_mask; export it as a text encoder.");
    }

    private static (string Name, bool Pooled) OutputOf(InferenceSession session, EncoderLayout layout)
    {
        var outputs = session.OutputMetadata.Where(output => output.Value.ElementType == typeof(float)).ToList();
        if (outputs.Find(output => output.Key == "sentence_embedding") is { Key: not null } embedding)
        {
            return (embedding.Key, true);
        }

        if (layout.Pooling is null)
        {
            throw new EncoderLoadException(
                layout.ModelFile, "it has no output sentence_embedding and no file says how to pool; add 1_Pooling/config.json or set pooling in encoder.json.");
        }

        return outputs.Find(output => output.Value.Dimensions.Length == 3) is { Key: not null } tokens
            ? (tokens.Key, false)
            : throw new EncoderLoadException(
                layout.ModelFile, $"it has neither an output sentence_embedding nor token embeddings [batch, sequence, dimension], but {string.Join(", ", session.OutputMetadata.Keys)}.");
    }
}
