namespace Detector.Cli.Lineage;

/// <summary>The files of the command line.</summary>
internal static class FileList
{
    /// <summary>Refuses what cannot be a line of generations.</summary>
    /// <exception cref="UsageException">There is only one file, or one is named twice.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyList<string> files)
    {
        if (files.Count < 2)
        {
            throw new UsageException("Give a file for each of at least two generations, the oldest first; 'detector score' judges a single one.");
        }

        var twice = files.GroupBy(f => Path.GetFullPath(f)).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? files : throw new UsageException($"{twice.Last()}: is named twice; every generation has a file of its own.");
    }
}
