using Detector.Tests.Studies;

namespace Detector.Pipelines;

/// <summary>How the programme runs.</summary>
internal sealed record PipelinesOptions : StudyOptions
{
    private PipelinesOptions(StudyOptions shared)
        : base(shared)
    {
    }

    /// <summary>Directory with sets of texts, files of JSON Lines with a field <c>text</c>; empty for made-up texts.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static PipelinesOptions Parse(IEnumerable<string> arguments)
    {
        var directory = "";
        var shared = Parse(arguments, TakeDirectory, "--smoke and --only NAME");
        return directory.Length > 0 || shared.Smoke
            ? new PipelinesOptions(shared) { Directory = directory }
            : throw new ArgumentException("Name the directory with the sets, files of JSON Lines.");

        bool TakeDirectory(string argument, Func<string> value)
        {
            if (argument.StartsWith('-'))
            {
                return false;
            }

            directory = directory.Length == 0 ? argument : throw new ArgumentException("One directory is enough.");
            return true;
        }
    }
}
