using Detector.Detection.Sequential;

namespace Detector.Host.Monitoring;

/// <summary>Reads the stored evidence of monitors.</summary>
internal static class MonitorEvidenceReader
{
    /// <summary>The evidence, or null where there is none yet.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of another version.</exception>
    public static MonitorEvidence? Read(byte[]? stored)
    {
        if (stored is null)
        {
            return null;
        }

        using var stream = new MemoryStream(stored);
        return MonitorEvidence.Read(stream);
    }
}
