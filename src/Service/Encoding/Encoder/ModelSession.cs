using Detector.Encoding.Batching;
using Microsoft.ML.OnnxRuntime;

namespace Detector.Encoding.Encoder;

/// <summary>A loaded model. Runs use one thread each and may overlap.</summary>
internal sealed class ModelSession : IEmbeddingModel
{
    private readonly InferenceSession _session;
    private readonly ModelSignature _signature;
    private readonly string[] _outputs;
    private readonly long _padding;

    private ModelSession(InferenceSession session, EncoderLayout layout)
    {
        _session = session;
        _signature = ModelSignature.Read(session, layout);
        _outputs = [_signature.Output];
        _padding = layout.Tokenizer.Padding;
        Dimension = Try(layout);
    }

    public int Dimension { get; }

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

    public float[] Run(IReadOnlyList<int[]> inputs) => Run(inputs, out _);

    public void Dispose() => _session.Dispose();

    private static InferenceSession Load(string path)
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

    private float[] Run(IReadOnlyList<int[]> rows, out int dimension)
    {
        // An input without tokens is one padded place: the bundled model defines its embedding.
        var length = Math.Max(1, rows.Max(row => row.Length));
        var mask = MaskOf(rows, length);
        var inputs = Array.ConvertAll(_signature.Inputs, name => OrtValue.CreateTensorValueFromMemory(
            name switch
            {
                ModelSignature.InputIds => IdsOf(rows, length),
                ModelSignature.AttentionMask => mask,
                _ => new long[mask.Length],
            },
            [rows.Count, length]));
        try
        {
            using var run = new RunOptions();
            using var outputs = _session.Run(run, _signature.Inputs, inputs, _outputs);
            var values = outputs[0].GetTensorDataAsSpan<float>();
            dimension = (int)outputs[0].GetTensorTypeAndShape().Shape[^1];
            var pooled = _signature.Pooling is { } pooling
                ? Pooler.Pool(pooling, values, mask, rows.Count, length, dimension)
                : values.ToArray();
            Pooler.Normalize(pooled, dimension);
            return pooled;
        }
        finally
        {
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    private long[] IdsOf(IReadOnlyList<int[]> rows, int length)
    {
        var ids = new long[rows.Count * length];
        Array.Fill(ids, _padding);
        for (var row = 0; row < rows.Count; row++)
        {
            Array.Copy(rows[row], 0, ids, row * length, rows[row].Length);
        }

        return ids;
    }

    private static long[] MaskOf(IReadOnlyList<int[]> rows, int length)
    {
        var mask = new long[rows.Count * length];
        for (var row = 0; row < rows.Count; row++)
        {
            mask.AsSpan(row * length, rows[row].Length).Fill(1);
        }

        return mask;
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
