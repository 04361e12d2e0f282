using Detector.Detection.Judging;
using Detector.Evaluation.Peers;

namespace Detector.Evaluation.Running;

/// <summary>What was said of one batch.</summary>
/// <param name="Report">The detector's report.</param>
/// <param name="Right">Whether it says what was expected.</param>
/// <param name="Peers">The peers' readings, in the order of their catalogue; empty where none was asked for.</param>
internal sealed record Outcome(Report Report, bool Right, IReadOnlyList<PeerReading> Peers)
{
    /// <summary>A watch or worse, with a signature.</summary>
    public bool Detected => Report.Verdict >= Verdict.Watch && Report.Signatures.Count > 0;
}
