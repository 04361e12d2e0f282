using Detector.Detection.Samples;

namespace Detector.Host.Storage.Sql;

/// <summary>Samples as bytes: a version, their number, and for each its text, four optional strings and its time.</summary>
internal static class SampleFormat
{
    private const byte Version = 1;

    // A text's length, and whether there are four strings and a time.
    private const int LeastBytes = 6;

    /// <summary>The bytes of samples.</summary>
    public static byte[] Write(IReadOnlyList<Sample> samples)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write7BitEncodedInt(samples.Count);
        foreach (var sample in samples)
        {
            writer.Write(sample.Text);
            Write(writer, sample.Id);
            Write(writer, sample.Prompt);
            Write(writer, sample.Group);
            Write(writer, sample.Subset);
            writer.Write(sample.Time is not null);
            if (sample.Time is { } time)
            {
                writer.Write(time.UtcTicks);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The samples of bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are not of this format.</exception>
    public static IReadOnlyList<Sample> Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var reader = new BinaryReader(stream);
            if (reader.ReadByte() is not Version and var version)
            {
                throw new InvalidDataException($"Samples of version {version} are unknown.");
            }

            // A damaged number must not make the program reserve memory that the bytes could never fill.
            var count = reader.Read7BitEncodedInt();
            if (count > (stream.Length - stream.Position) / LeastBytes)
            {
                throw new FormatException("There are fewer samples than it says.");
            }

            var samples = new Sample[count];
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = new Sample(reader.ReadString())
                {
                    Id = ReadOptional(reader),
                    Prompt = ReadOptional(reader),
                    Group = ReadOptional(reader),
                    Subset = ReadOptional(reader),
                    Time = reader.ReadBoolean() ? new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero) : null,
                };
            }

            return samples;
        }
        catch (Exception exception) when (exception is IOException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException("The stored samples are damaged.", exception);
        }
    }

    private static void Write(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
        {
            writer.Write(text);
        }
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
