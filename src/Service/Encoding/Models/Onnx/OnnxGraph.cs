using System.Globalization;
using System.Runtime.InteropServices;

namespace Detector.Encoding.Models.Onnx;

/// <summary>
/// An ONNX graph under construction. Field numbers are those of onnx.proto; a value is named after the node that makes it.
/// </summary>
/// <param name="name">The graph's name.</param>
internal sealed class OnnxGraph(string name)
{
    private const int IrVersion = 8;
    private const int Opset = 17;

    /// <summary>The domain of ONNX Runtime's own operators.</summary>
    public const string MicrosoftDomain = "com.microsoft";

    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, name);
    private readonly HashSet<string> _names = [];
    private int _nodes;

    /// <summary>Adds an input. Axes are numbers, or names where the size is only known at run time.</summary>
    public string Input(string input, OnnxElement type, params object[] axes)
    {
        _graph.Message(11, ValueInfo(input, type, axes));
        return Claim(input);
    }

    /// <summary>Makes a value an output of the graph.</summary>
    public void Output(string output, OnnxElement type, params object[] axes) => _graph.Message(12, ValueInfo(output, type, axes));

    /// <summary>Adds a constant tensor and returns its name.</summary>
    public string Constant<T>(string constant, ReadOnlySpan<T> values, params long[] shape)
        where T : unmanaged
    {
        var tensor = new ProtobufWriter();
        foreach (var size in shape)
        {
            tensor.Varint(1, size);
        }

        tensor.Varint(2, (int)ElementOf<T>()).Text(8, constant).Bytes(9, MemoryMarshal.AsBytes(values));
        _graph.Message(5, tensor);
        return Claim(constant);
    }

    /// <summary>Adds a constant of no axes and returns its name.</summary>
    public string Scalar<T>(string constant, T value)
        where T : unmanaged => Constant<T>(constant, [value]);

    /// <summary>Adds a constant vector of int64 and returns its name.</summary>
    public string Shape(string constant, params long[] values) => Constant<long>(constant, values, values.Length);

    /// <summary>Adds a node of one output and returns the output's name.</summary>
    public string Node(string operation, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes) =>
        Node(operation, "", inputs, 1, attributes)[0];

    /// <summary>Adds a node of ONNX Runtime's own domain and returns its output's name.</summary>
    public string MicrosoftNode(string operation, IReadOnlyList<string> inputs, params OnnxAttribute[] attributes) =>
        Node(operation, MicrosoftDomain, inputs, 1, attributes)[0];

    /// <summary>Adds a node of several outputs and returns their names.</summary>
    public string[] Node(string operation, string domain, IReadOnlyList<string> inputs, int outputs, params OnnxAttribute[] attributes)
    {
        var id = $"{operation}_{_nodes++}";
        var names = Enumerable.Range(0, outputs).Select(o => outputs == 1 ? id : $"{id}:{o}").ToArray();
        AddNode(operation, domain, id, inputs, names, attributes);
        return names;
    }

    /// <summary>Names a value, so that it can be an output.</summary>
    public string Rename(string value, string to)
    {
        AddNode("Identity", "", to, [value], [to], []);
        return to;
    }

    /// <summary>The finished model file.</summary>
    public byte[] ToModel() => new ProtobufWriter()
        .Varint(1, IrVersion)
        .Text(2, "detector")
        .Message(7, _graph)
        .Message(8, new ProtobufWriter().Text(1, "").Varint(2, Opset))
        .Message(8, new ProtobufWriter().Text(1, MicrosoftDomain).Varint(2, 1))
        .Written.ToArray();

    private void AddNode(
        string operation, string domain, string id, IReadOnlyList<string> inputs, string[] outputs, OnnxAttribute[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in outputs)
        {
            node.Text(2, Claim(output));
        }

        node.Text(3, id).Text(4, operation);
        foreach (var attribute in attributes)
        {
            node.Message(5, attribute.Encode());
        }

        _graph.Message(1, node.Text(7, domain));
    }

    private string Claim(string value) =>
        _names.Add(value) ? value : throw new ArgumentException($"The graph has a value '{value}' already.", nameof(value));

    private static ProtobufWriter ValueInfo(string value, OnnxElement type, object[] axes)
    {
        var shape = new ProtobufWriter();
        foreach (var axis in axes)
        {
            var dimension = new ProtobufWriter();
            shape.Message(1, axis is string symbol
                ? dimension.Text(2, symbol)
                : dimension.Varint(1, Convert.ToInt64(axis, CultureInfo.InvariantCulture)));
        }

        var tensor = new ProtobufWriter().Varint(1, (int)type).Message(2, shape);
        return new ProtobufWriter().Text(1, value).Message(2, new ProtobufWriter().Message(1, tensor));
    }

    private static OnnxElement ElementOf<T>() => Type.GetTypeCode(typeof(T)) switch
    {
        TypeCode.Single => OnnxElement.Float32,
        TypeCode.Byte => OnnxElement.UInt8,
        TypeCode.SByte => OnnxElement.Int8,
        TypeCode.Int64 => OnnxElement.Int64,
        _ => throw new NotSupportedException($"No ONNX element type for {typeof(T)}."),
    };
}
