using System.Runtime.InteropServices;
using System.Text.Json;

namespace Detector.Encoding.Models.Lite;

/// <summary>The tensors of a TensorFlow.js graph model: model.json names them, the shards hold their values back to back.</summary>
internal sealed class TfjsWeights
{
    private readonly Dictionary<string, (int[] Shape, float[] Values)> _tensors = [];

    private readonly string _modelFile;

    private TfjsWeights(string modelFile) => _modelFile = modelFile;

    /// <summary>Reads model.json and its shards.</summary>
    /// <exception cref="EncoderLoadException">A file is missing, cut short or not what model.json says.</exception>
    public static TfjsWeights Read(string directory)
    {
        var modelFile = Path.Combine(directory, "model.json");
        var weights = new TfjsWeights(modelFile);
        try
        {
            using var model = JsonDocument.Parse(PackageFile.Read(modelFile));
            foreach (var group in model.RootElement.GetProperty("weightsManifest").EnumerateArray())
            {
                var shards = group.GetProperty("paths").EnumerateArray().Select(path => Path.Combine(directory, path.GetString()!));
                weights.ReadGroup(group.GetProperty("weights"), [.. shards.SelectMany(PackageFile.Read)]);
            }
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw PackageFile.Broken(modelFile, "it is no TensorFlow.js graph model", error);
        }

        return weights;
    }

    /// <summary>A tensor's values, checked against the shape the model must have.</summary>
    public double[] Take(string name, params int[] shape)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
        {
            throw PackageFile.Broken(_modelFile, $"it has no tensor '{name}'");
        }

        if (!tensor.Shape.Where(size => size != 1).SequenceEqual(shape))
        {
            throw PackageFile.Broken(
                _modelFile, $"tensor '{name}' has shape [{string.Join(',', tensor.Shape)}] and not [{string.Join(',', shape)}]");
        }

        return Array.ConvertAll(tensor.Values, value => (double)value);
    }

    private void ReadGroup(JsonElement weights, byte[] bytes)
    {
        var offset = 0;
        foreach (var weight in weights.EnumerateArray())
        {
            var name = weight.GetProperty("name").GetString()!;
            var shape = weight.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
            var length = 4 * shape.Aggregate(1, (product, size) => product * size);
            if (offset + length > bytes.Length)
            {
                throw PackageFile.Broken(_modelFile, $"the shards end inside tensor '{name}'");
            }

            if (weight.GetProperty("dtype").GetString() == "float32")
            {
                _tensors[name] = (shape, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(offset, length)).ToArray());
            }

            offset += length;
        }

        if (offset != bytes.Length)
        {
            throw PackageFile.Broken(_modelFile, $"the shards hold {bytes.Length} bytes and the tensors {offset}");
        }
    }
}
