namespace Detector.Client.Tests.Rendering;

/// <summary>
/// Compares text with a file of the folder Snapshots. With UPDATE_SNAPSHOTS set to that folder the files are written anew, to be
/// read before they are committed.
/// </summary>
internal static class Snapshot
{
    public static void Matches(string name, string text)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rendering", "Snapshots", name)), text);
    }
}
