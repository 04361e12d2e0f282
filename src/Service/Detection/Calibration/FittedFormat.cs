using System.Text;
using static Detector.Detection.Calibration.ReferenceArrays;

namespace Detector.Detection.Calibration;

/// <summary>
/// The binary form of a fitted reference that waits for its nulls: magic, version, what is fitted, then what the draws need of B.
/// </summary>
internal static class FittedFormat
{
    private static ReadOnlySpan<byte> Magic => "DFIT"u8;

    /// <summary>Writes a fitted reference; texts that it keeps anyway are written once.</summary>
    public static void Write(ReferenceState state, DrawnSamples drawn, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(ReferenceFormat.Version);
        ReferenceFormat.WriteFitted(writer, state);
        WriteStrings(writer, state.Texts.Length > 0 ? [] : drawn.Texts);
        WriteArray(writer, drawn.Groups);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are corrupt or of another version.</exception>
    public static (ReferenceState State, DrawnSamples Drawn) Read(Stream stream) => ReferenceFormat.Guarded(stream, Read);

    private static (ReferenceState State, DrawnSamples Drawn) Read(BinaryReader reader)
    {
        ReferenceFormat.ReadHead(reader, Magic);
        var state = ReferenceFormat.ReadFitted(reader);
        var texts = ReadStrings(reader);
        var groups = ReadArray<int>(reader);
        var fitCount = state.Support.Embeddings.Count;
        var drawn = new DrawnSamples(
            state.Texts.Length > 0 ? state.Texts[fitCount..(fitCount + groups.Length)] : [.. texts.OfType<string>()], groups);
        return drawn.Texts.Length == groups.Length && groups.Length == Math.Min(state.NullEmbeddings.Count, NullBuilder.MaximumPopulation)
            ? (state, drawn)
            : throw ReferenceFormat.Unfitting();
    }
}
