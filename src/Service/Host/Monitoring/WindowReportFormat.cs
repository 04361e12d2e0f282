using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Detector.Host.Monitoring;

/// <summary>Reports as they are stored: a version, then JSON in gzip. Fields that a later version adds are absent in earlier reports.</summary>
internal static class WindowReportFormat
{
    private const byte Version = 1;
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The bytes of a report.</summary>
    public static byte[] Write(WindowReport report)
    {
        using var bytes = new MemoryStream();
        bytes.WriteByte(Version);
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(packed, report, Json);
        }

        return bytes.ToArray();
    }

    /// <summary>The report of bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a later version.</exception>
    public static WindowReport Read(byte[] bytes)
    {
        if (bytes is not [Version, ..])
        {
            throw new InvalidDataException(bytes.Length == 0 ? "A stored report is empty." : $"A stored report has version {bytes[0]}, which this release does not know.");
        }

        try
        {
            using var packed = new GZipStream(new MemoryStream(bytes, 1, bytes.Length - 1), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<WindowReport>(packed, Json) ?? throw new InvalidDataException("A stored report is damaged.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("A stored report is damaged.", exception);
        }
    }
}
