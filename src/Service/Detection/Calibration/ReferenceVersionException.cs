namespace Detector.Detection.Calibration;

/// <summary>A stored reference has a format of another version of the program.</summary>
/// <param name="version">The stored format.</param>
/// <param name="readable">The format that this program reads.</param>
public sealed class ReferenceVersionException(uint version, uint readable)
    : Exception($"The stored reference has format {version}; this program reads format {readable}.")
{
    /// <summary>The stored format.</summary>
    public uint Version { get; } = version;
}
