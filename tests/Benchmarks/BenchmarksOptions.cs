using Detector.Tests.Studies;

namespace Detector.Benchmarks;

/// <summary>How the programme runs.</summary>
internal sealed record BenchmarksOptions : StudyOptions
{
    private BenchmarksOptions(StudyOptions shared)
        : base(shared)
    {
    }

    /// <summary>Folder with what is measured against in JavaScript and Python; empty to leave the peers out.</summary>
    public string Peers { get; private init; } = "";

    /// <summary>Reads arguments.</summary>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static BenchmarksOptions Parse(IEnumerable<string> arguments)
    {
        var peers = "";
        var shared = Parse(arguments, TakePeers, "--smoke, --only NAME and --micro FILTER");
        return new BenchmarksOptions(shared) { Peers = peers };

        bool TakePeers(string argument, Func<string> value)
        {
            peers = argument == "--peers" ? value() : peers;
            return argument == "--peers";
        }
    }
}
