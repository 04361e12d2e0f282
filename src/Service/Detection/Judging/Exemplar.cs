namespace Detector.Detection.Judging;

/// <summary>A reference sample that stands for a cell.</summary>
/// <param name="Id">Its id, or null when it had none.</param>
/// <param name="Text">Its text, or null when the reference keeps no texts.</param>
public sealed record Exemplar(string? Id, string? Text);
