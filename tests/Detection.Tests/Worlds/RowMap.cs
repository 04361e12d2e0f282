namespace Detector.Detection.Tests.Worlds;

/// <summary>Changes one embedding in place.</summary>
internal delegate void RowMap(Span<float> row, int index);
