namespace Detector.Cli.Input;

/// <summary>Bad rows that are alike.</summary>
/// <param name="First">Place and defect of the first.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct BadRowKind(string First, long Count);
