using Detector.V1;

namespace Detector.Client.Calls;

/// <summary>The samples of one message of a stream.</summary>
/// <param name="Samples">The samples, in order.</param>
/// <param name="Bytes">Their size as messages.</param>
internal sealed record SampleChunk(IReadOnlyList<Sample> Samples, long Bytes);
