using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.V1;

namespace Detector.Cli.Curation;

/// <summary>Samples and rows as JSON objects on one line.</summary>
internal static class SampleJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A sample with those of its fields that are set.</summary>
    public static byte[] Bytes(Sample sample) => Write(writer =>
    {
        writer.WriteString("text", sample.Text);
        WriteSet(writer, "id", sample.Id);
        WriteSet(writer, "prompt", sample.Prompt);
        WriteSet(writer, "group", sample.Group);
        WriteSet(writer, "subset", sample.Subset);
    });

    /// <summary>A row with a field set to a number, whatever it was before.</summary>
    public static byte[] With(byte[] row, string field, double value) => Write(writer =>
    {
        using var document = JsonDocument.Parse(row);
        foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Name != field))
        {
            property.WriteTo(writer);
        }

        writer.WriteNumber(field, Math.Round(value, 6));
    });

    /// <summary>An object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A field, where it has a value.</summary>
    public static void WriteSet(Utf8JsonWriter writer, string field, string value)
    {
        if (value.Length > 0)
        {
            writer.WriteString(field, value);
        }
    }
}
