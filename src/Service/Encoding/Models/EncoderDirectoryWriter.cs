using System.Text.Json;
using Detector.Encoding.Encoder;

namespace Detector.Encoding.Models;

/// <summary>Writes an encoder directory whole or not at all: into a directory beside it that is renamed at the end.</summary>
internal static class EncoderDirectoryWriter
{
    /// <summary>Writes the files and replaces an older directory.</summary>
    /// <param name="directory">Where the encoder shall be.</param>
    /// <param name="files">Contents by file name.</param>
    public static void Write(string directory, IReadOnlyDictionary<string, byte[]> files)
    {
        var target = Path.GetFullPath(directory);
        var unfinished = $"{target}.{Guid.NewGuid():N}.unfinished";
        Directory.CreateDirectory(unfinished);
        try
        {
            foreach (var (name, bytes) in files)
            {
                File.WriteAllBytes(Path.Combine(unfinished, name), bytes);
            }

            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            Directory.Move(unfinished, target);
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    /// <summary>A JSON file of an encoder directory.</summary>
    public static byte[] Json<T>(T value) => [.. JsonSerializer.SerializeToUtf8Bytes(value, EncoderManifest.Format), (byte)'\n'];
}
