using Detector.V1;

namespace Detector.Client.Observing;

/// <summary>A sample in the buffer.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Bytes">Its size as a message.</param>
internal readonly record struct BufferedSample(Sample Sample, int Bytes);
