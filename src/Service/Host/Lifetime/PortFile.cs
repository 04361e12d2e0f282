using System.Text.Json;

namespace Detector.Host.Lifetime;

/// <summary>Tells scripts and tests which ports the service listens on.</summary>
internal static class PortFile
{
    /// <summary>Writes {"grpc":…,"http":…} so that a reader sees the whole file or none.</summary>
    public static void Write(string path, Ports ports)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var unfinished = $"{target}.{Environment.ProcessId}.tmp";
        File.WriteAllText(unfinished, JsonSerializer.Serialize(new { grpc = ports.Grpc, http = ports.Http }));
        File.Move(unfinished, target, overwrite: true);
    }
}
