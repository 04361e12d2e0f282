namespace Detector.Encoding.Models;

/// <summary>
/// Files of the folder Recorded, which are part of the program. What is measured on a processor differs in its last bits from the next one;
/// recorded, the encoder made from it is the same everywhere.
/// </summary>
internal static class Recording
{
    /// <summary>Opens a recorded file.</summary>
    public static Stream Open(string name) => typeof(Recording).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The program was built without its recorded file {name}.");

    /// <summary>Reads a recorded file.</summary>
    public static byte[] Read(string name)
    {
        using var file = Open(name);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
