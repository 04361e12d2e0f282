namespace Detector.Tests.Shared;

/// <summary>The working copy that the tests run in.</summary>
public static class Repository
{
    /// <summary>The directory of Detector.sln.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path in it.</summary>
    /// <param name="parts">Folders and file below the root.</param>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The paths of its files from the root, without what builds and package managers put there.</summary>
    public static IEnumerable<string> Files() => FilesBelow(new DirectoryInfo(Root)).Select(file => Path.GetRelativePath(Root, file.FullName));

    private static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(child => child.Name is not (".git" or "artifacts" or "node_modules" or "__pycache__")).SelectMany(FilesBelow));

    private static string Find(string? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory, "Detector.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory ?? throw new DirectoryNotFoundException("The tests run outside the repository: no Detector.sln above them.");
    }
}
