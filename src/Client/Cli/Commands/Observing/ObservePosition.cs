namespace Detector.Cli.Commands.Observing;

/// <summary>Where a message of a stream ends in the file that it was made of.</summary>
/// <param name="Message">Its number.</param>
/// <param name="Samples">Samples of the file up to its end.</param>
/// <param name="Bytes">Bytes of the file that were read by then.</param>
internal sealed record ObservePosition(long Message, long Samples, long Bytes);
