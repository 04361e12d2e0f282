namespace Detector.Cli.Commands;

/// <summary>A file that a command writes beside what it prints.</summary>
internal static class WrittenFile
{
    /// <summary>Refuses a file that could not be written, before the work is done.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="file">The file; null for none.</param>
    /// <exception cref="UsageException">Its folder is not there, or it is a folder itself.</exception>
    public static void Check(string option, string? file)
    {
        if (file is null)
        {
            return;
        }

        if (file.Length == 0 || Directory.Exists(file))
        {
            throw new UsageException($"{option}: '{file}' is no file name.");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            throw new UsageException($"{option}: the folder '{folder}' is not there.");
        }
    }

    /// <summary>Writes it; nothing when there is none to write.</summary>
    /// <exception cref="Input.InputException">It cannot be written.</exception>
    public static void Write(string option, string? file, Func<string> content)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            File.WriteAllText(file, content());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Input.InputException($"{option}: {file} cannot be written: {e.Message}");
        }
    }
}
