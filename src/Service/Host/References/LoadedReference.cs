using Detector.Detection.Calibration;
using Detector.Host.Storage;

namespace Detector.Host.References;

/// <summary>A reference in memory.</summary>
/// <param name="Stored">What the store knows of it.</param>
/// <param name="Distribution">Its content.</param>
internal sealed record LoadedReference(StoredReference Stored, ReferenceDistribution Distribution);
