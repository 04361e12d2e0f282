using System.Runtime.InteropServices;

namespace Detector.Encoding.Models.Lite;

/// <summary>
/// Ranges of the inputs of the quantized products over the calibration texts. They are recorded once and part of the program:
/// computed at each build they would differ in their last bits from processor to processor, and with them the int8 encoder.
/// </summary>
internal sealed class Calibration
{
    public const string FileName = "calibration.bin";

    private readonly Dictionary<string, ChannelRange> _ranges;

    public Calibration(Dictionary<string, ChannelRange> ranges) => _ranges = ranges;

    /// <summary>The quantized products whose inputs are calibrated, and how many channels those have, in the order of the file.</summary>
    public static IReadOnlyList<(string Name, int Channels)> Channels { get; } =
    [
        ("output_0", LiteWeights.EmbeddingDimension),
        ("inner_0", LiteWeights.Dimension),
        ("outer_0", LiteWeights.InnerDimension),
        ("query_key_value_1", LiteWeights.Dimension),
        ("output_1", LiteWeights.Dimension),
        ("inner_1", LiteWeights.Dimension),
    ];

    public ChannelRange this[string name] => _ranges[name];

    /// <summary>The recorded calibration.</summary>
    public static Calibration Recorded()
    {
        using var stream = Recording.Open(FileName);
        var ranges = new Dictionary<string, ChannelRange>();
        foreach (var (name, channels) in Channels)
        {
            var range = ChannelRange.Empty(channels);
            stream.ReadExactly(MemoryMarshal.AsBytes(range.Minimum.AsSpan()));
            stream.ReadExactly(MemoryMarshal.AsBytes(range.Maximum.AsSpan()));
            ranges[name] = range;
        }

        return new(ranges);
    }

    /// <summary>The file's bytes: of each product the minima, then the maxima, as little-endian floats.</summary>
    public byte[] ToBytes() => Channels
        .SelectMany(product => _ranges[product.Name].Minimum.Concat(_ranges[product.Name].Maximum))
        .SelectMany(BitConverter.GetBytes)
        .ToArray();
}
