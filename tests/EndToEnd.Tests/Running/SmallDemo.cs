using System.Globalization;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>The demo on made-up addresses, as small as its options allow.</summary>
internal sealed class SmallDemo : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-small-demo-");

    /// <summary>Makes the addresses.</summary>
    public SmallDemo()
    {
        var years = Texts.Varied(4500, 30).Chunk(1500);
        foreach (var (text, index) in years.Select((texts, index) => (string.Join(' ', texts), index)))
        {
            File.WriteAllText(Path.Combine(_folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{1890 + (40 * index)}_made_up.txt")), text);
        }
    }

    /// <summary>The demo with further arguments.</summary>
    public Command Command(params string[] arguments) => new(
        "dotnet",
        [Programs.Cli, "demo", "--generations", "1", "--samples", "500", "--batch", "100", "--reference-size", "500", .. arguments])
    {
        Folder = _folder.FullName,
        Environment =
        {
            ["DETECTOR_CORPUS"] = _folder.FullName,
            ["DETECTOR_SERVICE"] = Programs.Service,
            // What a killed demo leaves goes with the folder.
            ["TMPDIR"] = _folder.FullName,
            ["Encoder__Path"] = TestEncoder.Int8Path,
        },
    };

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
