namespace Detector.Cli.Commands.Observing;

/// <summary>How an input goes on after what a stream of its id has sent before.</summary>
internal abstract record ResumeKind
{
    private ResumeKind()
    {
    }

    /// <summary>Standard input: what arrives is new.</summary>
    internal sealed record NewSamples : ResumeKind;

    /// <summary>Files that do not grow: they are cut the same way each time, so that messages that were acknowledged can be left out.</summary>
    /// <param name="StreamId">The stream's id, for people.</param>
    internal sealed record SameFiles(string StreamId) : ResumeKind;

    /// <summary>A file that grows: it is cut as its lines come, so where messages end is remembered.</summary>
    /// <param name="Positions">Where; null for a stream that is not resumed.</param>
    internal sealed record GrowingFile(ObservePositions? Positions) : ResumeKind;
}
