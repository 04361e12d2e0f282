namespace Detector.EndToEnd.Tests.Running;

/// <summary>The programs under test, of the same build as the tests.</summary>
internal static class Programs
{
    /// <summary>The service.</summary>
    public static string Service { get; } = Find("Detector.Host", "detector-service.dll");

    /// <summary>The client.</summary>
    public static string Cli { get; } = Find("Detector.Cli", "detector.dll");

    /// <summary>The example of a chat client that is watched.</summary>
    public static string ChatExample { get; } = Find("Detector.Examples.Chat", "Detector.Examples.Chat.dll");

    // artifacts/bin/PROJECT/CONFIGURATION/FILE, the layout of every project of the solution.
    private static string Find(string project, string file)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, file);
        return File.Exists(path) ? path : throw new FileNotFoundException($"'{path}' is not built.", path);
    }
}
