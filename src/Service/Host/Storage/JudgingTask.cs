using Detector.Detection.Samples;

namespace Detector.Host.Storage;

/// <summary>Windows of one monitor that this process has claimed: the next one to be judged, or all those of a burn-in.</summary>
/// <param name="Monitor">The monitor as it was claimed.</param>
/// <param name="Windows">The windows, in their order.</param>
/// <param name="Samples">Their samples, in their order.</param>
internal sealed record JudgingTask(StoredMonitor Monitor, IReadOnlyList<StoredWindow> Windows, IReadOnlyList<Sample> Samples);
