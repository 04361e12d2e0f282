namespace Detector.Tests.Shared;

/// <summary>Lets one test process at a time do something in this working copy. Disposing it lets the next one.</summary>
public sealed class Turn : IDisposable
{
    private readonly FileStream _file;

    private Turn(FileStream file) => _file = file;

    /// <summary>Waits for the turn.</summary>
    /// <param name="name">What is done; the lock file's name.</param>
    public static Turn Wait(string name)
    {
        var path = Repository.PathOf("artifacts", $"{name}.lock");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(Task.Run(() => OpenAsync(path)).GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static async Task<FileStream> OpenAsync(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
