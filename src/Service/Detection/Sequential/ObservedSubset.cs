namespace Detector.Detection.Sequential;

/// <summary>What a window says of one label.</summary>
/// <param name="Label">The caller's label.</param>
/// <param name="Count">Samples of the window that carry it, from 0.</param>
public sealed record ObservedSubset(string Label, int Count);
