namespace Detector.Cli.Commands.Observing;

/// <summary>What a position file holds.</summary>
/// <param name="Stream">The stream's id.</param>
/// <param name="Input">Full path of the file that is followed.</param>
/// <param name="Positions">Ends of the last messages, in order.</param>
internal sealed record ObservePositionsFile(string Stream, string Input, IReadOnlyList<ObservePosition> Positions);
