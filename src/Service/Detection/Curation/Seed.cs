namespace Detector.Detection.Curation;

/// <summary>A sample of the reference to start from when new data for a deficit is made.</summary>
/// <param name="Id">Its id, or null when it had none.</param>
/// <param name="Text">Its text, or null when the reference keeps no texts.</param>
/// <param name="Subset">Its label, or null when it had none.</param>
/// <param name="Distance">Cosine distance to the nearest output of the batch, 0 to 2.</param>
public sealed record Seed(string? Id, string? Text, string? Subset, double Distance);
