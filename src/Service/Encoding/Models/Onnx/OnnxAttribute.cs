namespace Detector.Encoding.Models.Onnx;

/// <summary>A constant attribute of a node.</summary>
internal sealed class OnnxAttribute
{
    private readonly ProtobufWriter _bytes;

    private OnnxAttribute(ProtobufWriter bytes) => _bytes = bytes;

    public static OnnxAttribute Of(string name, float value) => new(new ProtobufWriter().Text(1, name).Float(2, value).Varint(20, 1));

    public static OnnxAttribute Of(string name, long value) => new(new ProtobufWriter().Text(1, name).Varint(3, value).Varint(20, 2));

    public static OnnxAttribute Of(string name, params long[] values)
    {
        var attribute = new ProtobufWriter().Text(1, name);
        foreach (var value in values)
        {
            attribute.Varint(8, value);
        }

        return new(attribute.Varint(20, 7));
    }

    public ProtobufWriter Encode() => _bytes;
}
