using System.Text.Json;
using Detector.Host.Errors;

namespace Detector.Host.Lifetime;

/// <summary>Tells scripts and tests which ports the service listens on.</summary>
internal static class PortFile
{
    /// <summary>Writes {"grpc":…,"http":…} so that a reader sees the whole file or none.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    public static void Write(string path, Ports ports)
    {
        try
        {
            var target = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var unfinished = $"{target}.{Environment.ProcessId}.tmp";
            File.WriteAllText(unfinished, JsonSerializer.Serialize(new { grpc = ports.Grpc, http = ports.Http }));
            File.Move(unfinished, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The file '{path}' of Listen:PortFile cannot be written: {exception.Message}");
        }
    }
}
