using Detector.Benchmarks.Measuring;
using Detector.Encoding.Models.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Detector.Benchmarks.Peers;

/// <summary>One matrix product of ONNX Runtime in the encoder's shape, the roof of what its models can do.</summary>
internal sealed class PlainProduct : IDisposable
{
    private const int Rows = 512;
    private const int Inner = 512;
    private const int Columns = 1536;
    private const double Products = (double)Rows * Inner * Columns;

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue[] _inputs;

    /// <summary>Makes the product.</summary>
    /// <param name="int8">Whether of bytes (quantized as it runs) or of floats.</param>
    public PlainProduct(bool int8)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new(int8 ? Bytes() : Floats(), options);
        _inputs = [OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, Rows * Inner).Select(i => (i * 31 % 255 / 255f) - 0.5f).ToArray(), [Rows, Inner])];
    }

    /// <summary>Multiplications a second on all cores.</summary>
    /// <param name="runs">Runs of each core.</param>
    public double PerSecond(int runs)
    {
        var seconds = OnEveryCore.Seconds((_, _) =>
        {
            for (var i = 0; i < runs; i++)
            {
                using var outputs = _session.Run(_run, ["left"], _inputs, ["product"]);
            }
        });
        return Products * runs * Environment.ProcessorCount / seconds;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_inputs, input => input.Dispose());
        _run.Dispose();
        _session.Dispose();
    }

    private static byte[] Floats()
    {
        var graph = new OnnxGraph("product");
        var left = graph.Input("left", OnnxElement.Float32, Rows, Inner);
        var right = graph.Constant<float>("right", Enumerable.Range(0, Inner * Columns).Select(i => (i * 17 % 255 / 255f) - 0.5f).ToArray(), Inner, Columns);
        return Finished(graph, graph.Node("MatMul", [left, right]));
    }

    private static byte[] Bytes()
    {
        var graph = new OnnxGraph("product");
        var left = graph.Input("left", OnnxElement.Float32, Rows, Inner);
        var right = graph.Constant<sbyte>("right", Enumerable.Range(0, Inner * Columns).Select(i => (sbyte)((i * 17 % 255) - 127)).ToArray(), Inner, Columns);
        return Finished(graph, graph.MicrosoftNode("DynamicQuantizeMatMul", [left, right, graph.Scalar("scale", 0.01f)]));
    }

    private static byte[] Finished(OnnxGraph graph, string product)
    {
        graph.Output(graph.Rename(product, "product"), OnnxElement.Float32, Rows, Columns);
        return graph.ToModel();
    }
}
