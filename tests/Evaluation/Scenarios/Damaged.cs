using Detector.Evaluation.Data;

namespace Detector.Evaluation.Scenarios;

/// <summary>A batch with the truth about it.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Labels">The labels that were lost or thinned; empty where none was.</param>
internal sealed record Damaged(Batch Batch, IReadOnlySet<string> Labels)
{
    /// <summary>A batch whose labels are level.</summary>
    public Damaged(Batch batch)
        : this(batch, new HashSet<string>())
    {
    }
}
