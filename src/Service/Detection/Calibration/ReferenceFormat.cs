using System.Text;
using Detector.Detection.Measuring;
using static Detector.Detection.Calibration.ReferenceArrays;

namespace Detector.Detection.Calibration;

/// <summary>The binary form of a reference: magic, version, then its arrays, little-endian.</summary>
internal static class ReferenceFormat
{
    /// <summary>Version of what is written, by this class and by <see cref="FittedFormat"/>.</summary>
    public const uint Version = 2;

    private static ReadOnlySpan<byte> Magic => "DREF"u8;

    /// <summary>Writes a reference.</summary>
    public static void Write(CalibratedState state, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(Version);
        WriteFitted(writer, state);
        WriteNulls(writer, state.Nulls);
        writer.Write(state.GroupedNulls is not null);
        if (state.GroupedNulls is not null)
        {
            WriteNulls(writer, state.GroupedNulls);
        }
    }

    /// <summary>Writes what is fitted.</summary>
    public static void WriteFitted(BinaryWriter writer, ReferenceState state)
    {
        writer.Write(state.Options.Seed);
        writer.Write(state.Options.NullDraws);
        writer.Write(state.Options.KeepTexts);
        WriteStrings(writer, state.Ids);
        WriteStrings(writer, state.Subsets);
        WriteStrings(writer, state.Texts);
        WriteMatrix(writer, state.Support.Embeddings);
        WriteArray(writer, state.Support.Radii);
        writer.Write(state.Support.MedianSquaredDistance);
        writer.Write(state.Support.SelfKernel);
        WriteMatrix(writer, state.Support.Cells.Centroids);
        WriteMatrix(writer, state.Support.Components.Directions);
        WriteArray(writer, state.Support.Components.Offsets);
        WriteArray(writer, state.Support.Components.Variances);
        WriteMatrix(writer, state.NullEmbeddings);
        WriteArray(writer, state.NullPlacement.TailScores);
        WriteRagged(writer, state.NullPlacement.Balls);
        WriteArray(writer, state.NullPlacement.Centres);
        WriteArray(writer, state.NullPlacement.Cells);
        WriteArray(writer, state.NullPlacement.CellDistances);
        WriteArray(writer, state.NullPlacement.Kernels);
        WriteRagged(writer, state.NullPlacement.Projections);
        writer.Write(state.NullIndependent);
        WriteArray(writer, state.Vocabulary.Words);
        WriteArray(writer, state.Vocabulary.Counts);
        writer.Write(state.Scales.TailThreshold);
        writer.Write(state.Scales.OffSupportThreshold);
        writer.Write(state.Scales.SparseThreshold);
        writer.Write(state.Scales.NearDuplicateCosine);
        WriteArray(writer, state.Lengths.Keys);
        WriteArray(writer, state.Lengths.Words);
        WriteArray(writer, state.Prompts.Keys);
        WriteArray(writer, state.Prompts.Distances);
        WriteRagged(writer, state.Prompts.Classes);
        writer.Write(state.ClassCosine);
        writer.Write(state.Scales.LoopingCount);
        writer.Write(state.Scales.RepeatingCount);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are corrupt or of another version.</exception>
    public static CalibratedState Read(Stream stream) => Guarded(stream, Read);

    /// <summary>Reads with damage of every kind told as one.</summary>
    /// <exception cref="InvalidDataException">The data are corrupt or of another version.</exception>
    public static T Guarded<T>(Stream stream, Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        try
        {
            return read(reader);
        }
        catch (Exception error) when (error is IOException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The stored reference is damaged.", error);
        }
    }

    /// <summary>Reads past magic and version.</summary>
    /// <exception cref="InvalidDataException">The magic is another.</exception>
    /// <exception cref="ReferenceVersionException">The version is another.</exception>
    public static void ReadHead(BinaryReader reader, ReadOnlySpan<byte> magic)
    {
        if (!reader.ReadBytes(magic.Length).AsSpan().SequenceEqual(magic))
        {
            throw new InvalidDataException("The data are no stored reference of this kind.");
        }

        var version = reader.ReadUInt32();
        if (version != Version)
        {
            throw new ReferenceVersionException(version, Version);
        }
    }

    private static CalibratedState Read(BinaryReader reader)
    {
        ReadHead(reader, Magic);
        var fitted = ReadFitted(reader);
        var nulls = ReadNulls(reader);
        var groupedNulls = reader.ReadBoolean() ? ReadNulls(reader) : null;
        return Fits(nulls, fitted) && (groupedNulls is null || Fits(groupedNulls, fitted))
            ? new CalibratedState(fitted, nulls, groupedNulls)
            : throw Unfitting();
    }

    /// <summary>Reads what <see cref="WriteFitted"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data are corrupt.</exception>
    public static ReferenceState ReadFitted(BinaryReader reader)
    {
        var options = new ReferenceOptions
        {
            Seed = reader.ReadUInt64(),
            NullDraws = reader.ReadInt32(),
            KeepTexts = reader.ReadBoolean(),
        };
        var ids = ReadStrings(reader);
        var subsets = ReadStrings(reader);
        var texts = ReadStrings(reader);
        var support = FittedSupport.Restore(
            ReadMatrix(reader), ReadArray<float>(reader), reader.ReadSingle(), reader.ReadDouble(), ReadMatrix(reader),
            new PrincipalComponents(ReadMatrix(reader), ReadArray<float>(reader), ReadArray<float>(reader)));
        var nullEmbeddings = ReadMatrix(reader);
        var placement = new Placement(nullEmbeddings.Count)
        {
            TailScores = ReadArray<float>(reader),
            Balls = ReadRagged<int>(reader),
            Centres = ReadArray<float>(reader),
            Cells = ReadArray<int>(reader),
            CellDistances = ReadArray<float>(reader),
            Kernels = ReadArray<float>(reader),
            Projections = ReadRagged<float>(reader),
        };
        var independent = reader.ReadDouble();
        var vocabulary = new Vocabulary(ReadArray<ulong>(reader), ReadArray<int>(reader));
        var scales = new Scales(
            support.MedianSquaredDistance, support.SelfKernel, support.SelfCosine, support.Embeddings.Count, reader.ReadSingle(),
            reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle(), support.Cells.Cells)
        {
            Variances = support.Components.Variances,
        };
        var lengths = new PromptLengths(ReadArray<ulong>(reader), ReadArray<double>(reader));
        var prompts = new PromptFigures(ReadArray<ulong>(reader), ReadArray<double>(reader), ReadRagged<int>(reader));
        var classCosine = reader.ReadSingle();
        scales = scales with { LoopingCount = reader.ReadInt32(), RepeatingCount = reader.ReadInt32() };

        var state = new ReferenceState
        {
            Options = options,
            Ids = ids,
            Subsets = subsets,
            Texts = [.. texts.Select(text => text ?? "")],
            Support = support,
            NullEmbeddings = nullEmbeddings,
            NullPlacement = placement,
            NullIndependent = independent,
            Vocabulary = vocabulary,
            Scales = scales,
            Prompts = prompts,
            Lengths = lengths,
            ClassCosine = classCosine,
        };
        return Consistent(state) ? state : throw Unfitting();
    }

    /// <summary>The parts are whole but do not belong to one reference.</summary>
    public static InvalidDataException Unfitting() => new("The stored reference's parts do not fit together.");

    private static bool Consistent(ReferenceState state)
    {
        var count = state.Support.Embeddings.Count + state.NullEmbeddings.Count;
        var placement = state.NullPlacement;
        return state.Ids.Length == count
            && state.Subsets.Length == count
            && (state.Texts.Length == 0 || state.Texts.Length == count)
            && state.Support.Radii.Length == state.Support.Embeddings.Count
            && state.Support.Embeddings.Dimension == state.NullEmbeddings.Dimension
            && Fits(state.Support.Components, state.NullEmbeddings.Dimension)
            && state.Support.Cells.Centroids.Dimension == state.NullEmbeddings.Dimension
            && placement.TailScores.Length == placement.Count
            && placement.Balls.Length == placement.Count
            && placement.Balls.All(balls => balls.All(ball => ball >= 0 && ball < state.Support.Embeddings.Count))
            && placement.Centres.Length == placement.Count
            && placement.Cells.Length == placement.Count
            && placement.CellDistances.Length == placement.Count
            && placement.Kernels.Length == placement.Count
            && placement.Projections.Length == placement.Count
            && placement.Projections.All(projection => projection.Length == state.Support.Components.Count)
            && placement.Cells.All(cell => cell >= 0 && cell < state.Scales.CellCount)
            && state.Lengths.Keys.Length == state.Lengths.Words.Length
            && state.Prompts.Distances.Length == state.Prompts.Count
            && state.Prompts.Classes.Length == state.Prompts.Count
            && state.Scales.LoopingCount >= 0 && state.Scales.LoopingCount <= state.Scales.RepeatingCount
            && state.Scales.RepeatingCount <= placement.Count;
    }

    private static bool Fits(PrincipalComponents components, int dimension) =>
        components.Directions.Dimension == dimension
        && components.Directions.Count == components.Count
        && components.Offsets.Length == components.Count;

    private static bool Fits(NullSet nulls, ReferenceState state)
    {
        if (nulls.PopulationSize <= 0 || nulls.PopulationSize > state.NullPlacement.Count || nulls.Tables.Count == 0)
        {
            return false;
        }

        var subsets = new ArraySegment<string?>(state.Subsets, state.Support.Embeddings.Count, nulls.PopulationSize);
        var labels = SubsetLabels.Of(subsets).Names.Length;
        return nulls.Tables.All(table => table.Recalls.Length == labels);
    }

    private static void WriteNulls(BinaryWriter writer, NullSet nulls)
    {
        writer.Write(nulls.PopulationSize);
        writer.Write(nulls.Tables.Count);
        foreach (var table in nulls.Tables)
        {
            WriteTable(writer, table);
        }
    }

    private static NullSet ReadNulls(BinaryReader reader)
    {
        var populationSize = reader.ReadInt32();
        var tables = new NullTable[Length(reader, 1)];
        for (var i = 0; i < tables.Length; i++)
        {
            tables[i] = ReadTable(reader);
        }

        return new NullSet(tables, populationSize);
    }

    private static void WriteTable(BinaryWriter writer, NullTable table)
    {
        writer.Write(table.Size);
        WriteArray(writer, table.Recalls);
        writer.Write(table.Columns.Count);
        for (var c = 0; c < table.Columns.Count; c++)
        {
            writer.Write(table.Columns[c].Metric);
            writer.Write(table.Columns[c].Budget);
            WriteArray(writer, table.Values[c]);
        }

        writer.Write(table.Shifts.Count);
        foreach (var (kind, shift) in table.Shifts)
        {
            writer.Write((int)kind);
            WriteArray(writer, shift);
        }
    }

    private static NullTable ReadTable(BinaryReader reader)
    {
        var size = reader.ReadInt32();
        var recalls = ReadArray<RecallMoments>(reader);
        var columns = new NullColumn[Length(reader, 1)];
        var values = new float[columns.Length][];
        for (var c = 0; c < columns.Length; c++)
        {
            columns[c] = new NullColumn(reader.ReadString(), reader.ReadInt32());
            values[c] = ReadArray<float>(reader);
        }

        var shifts = new SortedList<DamageKind, float[]>();
        for (var left = Length(reader, 1); left > 0; left--)
        {
            var kind = (DamageKind)reader.ReadInt32();
            var shift = ReadArray<float>(reader);
            shifts.Add(Enum.IsDefined(kind) && shift.Length == columns.Length ? kind : throw new FormatException("A shift does not fit."), shift);
        }

        return new NullTable(size, columns, values, shifts) { Recalls = recalls };
    }
}
