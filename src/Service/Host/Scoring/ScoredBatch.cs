using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Host.Storage;

namespace Detector.Host.Scoring;

/// <summary>A judged batch, with what its report refers to.</summary>
/// <param name="Reference">The reference it was compared with.</param>
/// <param name="Samples">The batch.</param>
/// <param name="Options">How it was judged.</param>
/// <param name="Report">The judged figures.</param>
internal sealed record ScoredBatch(StoredReference Reference, IReadOnlyList<Sample> Samples, JudgeOptions Options, Report Report);
