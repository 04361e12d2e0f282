using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>A copy of the scripts where nothing is built yet, on a machine that lacks tools.</summary>
internal sealed class ScriptsAlone : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-scripts-");

    /// <summary>Copies the scripts and makes a PATH of everything but some tools.</summary>
    /// <param name="lacking">The tools.</param>
    public ScriptsAlone(params string[] lacking)
    {
        foreach (var file in (string[])["detector", "test", "global.json", "build/steps.sh"])
        {
            var copy = Path.Combine(_folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Repository.PathOf(file), copy);
        }

        Directory.CreateDirectory(Tools);
        var tools = Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);
        foreach (var tool in tools.DistinctBy(Path.GetFileName).ExceptBy(lacking, Path.GetFileName))
        {
            File.CreateSymbolicLink(Path.Combine(Tools, Path.GetFileName(tool)), tool);
        }
    }

    private string Tools => Path.Combine(_folder.FullName, "tools");

    /// <summary>Puts a tool of another behaviour in place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What it does, in the shell's language.</param>
    public void Replace(string name, string script)
    {
        var path = Path.Combine(Tools, name);
        File.Delete(path);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>One of the scripts.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    public Command Script(string name, params string[] arguments) =>
        new(Path.Combine(_folder.FullName, name), arguments) { Environment = { ["PATH"] = Tools } };

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
