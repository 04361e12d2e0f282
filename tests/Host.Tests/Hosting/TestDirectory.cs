namespace Detector.Host.Tests.Hosting;

/// <summary>A directory of a test, gone with it.</summary>
internal sealed class TestDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("detector-test-").FullName;

    public string StorePath => System.IO.Path.Combine(Path, "store", "detector.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
