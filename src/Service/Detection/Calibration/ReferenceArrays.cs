using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>The arrays that the binary form of a reference consists of: a length, then the values, little-endian.</summary>
internal static class ReferenceArrays
{
    /// <summary>Writes an array of values.</summary>
    public static void WriteArray<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <inheritdoc cref="WriteArray{T}(BinaryWriter, ReadOnlySpan{T})"/>
    public static void WriteArray<T>(BinaryWriter writer, T[] values)
        where T : unmanaged => WriteArray<T>(writer, values.AsSpan());

    /// <summary>Reads what <see cref="WriteArray{T}(BinaryWriter, T[])"/> wrote.</summary>
    public static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = new T[Length(reader, Unsafe.SizeOf<T>())];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Writes arrays of different lengths: the lengths, then all values.</summary>
    public static void WriteRagged<T>(BinaryWriter writer, T[][] values)
        where T : unmanaged
    {
        WriteArray<int>(writer, [.. values.Select(row => row.Length)]);
        WriteArray<T>(writer, [.. values.SelectMany(row => row)]);
    }

    /// <summary>Reads what <see cref="WriteRagged{T}"/> wrote.</summary>
    public static T[][] ReadRagged<T>(BinaryReader reader)
        where T : unmanaged
    {
        var lengths = ReadArray<int>(reader);
        var all = ReadArray<T>(reader);
        var values = new T[lengths.Length][];
        var start = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            values[i] = all.AsSpan(start, lengths[i]).ToArray();
            start += lengths[i];
        }

        return values;
    }

    /// <summary>Writes a matrix: the length of its rows, then its values.</summary>
    public static void WriteMatrix(BinaryWriter writer, EmbeddingMatrix matrix)
    {
        writer.Write(matrix.Dimension);
        WriteArray(writer, matrix.Values);
    }

    /// <summary>Reads what <see cref="WriteMatrix"/> wrote.</summary>
    public static EmbeddingMatrix ReadMatrix(BinaryReader reader)
    {
        var dimension = reader.ReadInt32();
        return new EmbeddingMatrix(ReadArray<float>(reader), dimension);
    }

    /// <summary>Writes texts, each of which may be missing.</summary>
    public static void WriteStrings(BinaryWriter writer, string?[] values)
    {
        writer.Write(values.Length);
        foreach (var value in values)
        {
            writer.Write(value is not null);
            if (value is not null)
            {
                writer.Write(value);
            }
        }
    }

    /// <summary>Reads what <see cref="WriteStrings"/> wrote.</summary>
    public static string?[] ReadStrings(BinaryReader reader)
    {
        var values = new string?[Length(reader, 1)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadBoolean() ? reader.ReadString() : null;
        }

        return values;
    }

    /// <summary>Reads a number of elements; a damaged one must not make the program reserve memory that the data could never fill.</summary>
    /// <exception cref="InvalidDataException">The data left are fewer.</exception>
    public static int Length(BinaryReader reader, int elementSize)
    {
        var length = reader.ReadInt32();
        var left = reader.BaseStream.CanSeek ? reader.BaseStream.Length - reader.BaseStream.Position : int.MaxValue;
        return length >= 0 && (long)length * elementSize <= left
            ? length
            : throw new InvalidDataException("The stored reference is damaged: a length is out of range.");
    }
}
