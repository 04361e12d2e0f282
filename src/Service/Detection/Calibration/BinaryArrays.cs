using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>Strings, arrays and matrices in the binary form of a reference, each with its length before it.</summary>
internal static class BinaryArrays
{
    /// <summary>Writes strings, some of which may be null.</summary>
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

    /// <summary>Writes a matrix.</summary>
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

    private static void WriteArray<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Writes an array with its length.</summary>
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

    /// <summary>Reads the length of an array.</summary>
    /// <exception cref="InvalidDataException">The data left could not hold so many elements.</exception>
    public static int Length(BinaryReader reader, int elementSize)
    {
        // A damaged length must not make the program reserve memory that the data could never fill.
        var length = reader.ReadInt32();
        var left = reader.BaseStream.CanSeek ? reader.BaseStream.Length - reader.BaseStream.Position : int.MaxValue;
        return length >= 0 && (long)length * elementSize <= left
            ? length
            : throw new InvalidDataException("The stored reference is damaged: a length is out of range.");
    }
}
