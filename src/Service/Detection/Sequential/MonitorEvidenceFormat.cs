using System.Collections.Immutable;
using System.Text;

namespace Detector.Detection.Sequential;

/// <summary>The binary form of a monitor's evidence: magic, version, then its parts, little-endian.</summary>
internal static class MonitorEvidenceFormat
{
    /// <summary>Version of what is written.</summary>
    public const uint Version = 1;

    private const int MostParts = 100_000;

    private static ReadOnlySpan<byte> Magic => "DEVI"u8;

    /// <summary>Writes a state.</summary>
    public static void Write(MonitorEvidence state, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        writer.Write(state.Seed);
        writer.Write((int)state.Remedy);
        writer.Write(state.LastWindow);
        writer.Write(state.SufficientWindows);
        writer.Write(state.InsufficientWindows);
        writer.Write(state.Axes.Length);
        foreach (var axis in state.Axes)
        {
            WriteEvidence(writer, axis.Evidence);
            writer.Write(axis.History.Windows);
            writer.Write(axis.History.Precision);
            writer.Write(axis.History.WeightedScores);
            writer.Write(axis.History.Scores.Length);
            foreach (var score in axis.History.Scores)
            {
                writer.Write(score);
            }
        }

        writer.Write(state.Subsets.Length);
        foreach (var subset in state.Subsets)
        {
            WriteEvidence(writer, subset.Evidence);
            writer.Write(subset.Carrying);
            writer.Write(subset.Others);
            writer.Write(subset.Windows);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are corrupt or of another version.</exception>
    public static MonitorEvidence Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            return Read(reader);
        }
        catch (Exception error) when (error is IOException or ArgumentException or FormatException)
        {
            throw Damaged(error);
        }
    }

    private static MonitorEvidence Read(BinaryReader reader)
    {
        if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic))
        {
            throw new InvalidDataException("The data are no stored evidence.");
        }

        var version = reader.ReadUInt32();
        if (version != Version)
        {
            throw new InvalidDataException($"The stored evidence is of version {version}; this program reads version {Version}.");
        }

        var state = new MonitorEvidence
        {
            Seed = reader.ReadUInt64(),
            Remedy = Defined<PValueRemedy>(reader.ReadInt32()),
            LastWindow = reader.ReadInt64(),
            SufficientWindows = reader.ReadInt64(),
            InsufficientWindows = reader.ReadInt64(),
            Axes = ReadMany(reader, () => new AxisEvidence(ReadEvidence(reader), ReadHistory(reader))),
            Subsets = ReadMany(
                reader, () => new SubsetEvidence(ReadEvidence(reader), reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32())),
        };
        return Consistent(state) ? state : throw Damaged(null);
    }

    private static void WriteEvidence(BinaryWriter writer, Evidence evidence)
    {
        writer.Write((int)evidence.Key.Kind);
        writer.Write(evidence.Key.Name);
        writer.Write((int)evidence.Alert.Level);
        writer.Write(evidence.Alert.QuietWindows);
        writer.Write(evidence.Detector.Components.Length);
        foreach (var component in evidence.Detector.Components)
        {
            writer.Write(component.LogEvidence);
            writer.Write(component.LogRun);
            writer.Write(component.Start);
        }
    }

    private static Evidence ReadEvidence(BinaryReader reader)
    {
        var key = new EvidenceKey(Defined<EvidenceKind>(reader.ReadInt32()), reader.ReadString());
        var alert = new AlertState(Defined<AlertLevel>(reader.ReadInt32()), reader.ReadInt32());
        var components = ReadMany(reader, () => new EvidenceComponent(reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt64()));
        return new Evidence(key, new EvidenceDetector(components), alert);
    }

    private static AxisHistory ReadHistory(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), ReadMany(reader, reader.ReadDouble));

    private static ImmutableArray<T> ReadMany<T>(BinaryReader reader, Func<T> read)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > MostParts)
        {
            throw new FormatException("A length is out of range.");
        }

        var parts = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < count; i++)
        {
            parts.Add(read());
        }

        return parts.ToImmutable();
    }

    private static bool Consistent(MonitorEvidence state) =>
        state.LastWindow >= 0 && state.SufficientWindows >= 0 && state.InsufficientWindows >= 0
        && state.Axes.All(axis => axis.Evidence.Detector.Components.Length == AxisEvidence.SizesOf(state.Remedy)
            && axis.History.Windows >= 0 && axis.History.Precision >= 0 && double.IsFinite(axis.History.WeightedScores))
        && state.Subsets.All(subset => subset.Evidence.Detector.Components.Length == ShareCalibrator.Retained.Count
            && subset.Carrying >= 0 && subset.Others >= 0 && subset.Windows >= 0)
        && state.All.All(evidence => evidence.Detector.Components.All(component =>
            !double.IsNaN(component.LogEvidence) && !double.IsNaN(component.LogRun)));

    private static T Defined<T>(int value)
        where T : struct, Enum
    {
        var defined = (T)Enum.ToObject(typeof(T), value);
        return Enum.IsDefined(defined) ? defined : throw new FormatException($"There is no {typeof(T).Name} {value}.");
    }

    private static InvalidDataException Damaged(Exception? cause) => new("The stored evidence is damaged.", cause);
}
