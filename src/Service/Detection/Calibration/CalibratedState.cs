using System.Diagnostics.CodeAnalysis;

namespace Detector.Detection.Calibration;

/// <summary>Everything a reference consists of: what is fitted, and its nulls.</summary>
internal sealed record CalibratedState : ReferenceState
{
    /// <summary>Completes what is fitted.</summary>
    [SetsRequiredMembers]
    public CalibratedState(ReferenceState fitted, NullSet nulls, NullSet? groupedNulls)
        : base(fitted)
    {
        Nulls = nulls with { Independent = Math.Min(nulls.PopulationSize, fitted.NullIndependent) };
        GroupedNulls = groupedNulls;
    }

    /// <summary>The nulls of batches of single outputs.</summary>
    public NullSet Nulls { get; }

    /// <summary>The nulls of batches of several outputs to each prompt, drawn by whole groups; null when the reference has too few.</summary>
    public NullSet? GroupedNulls { get; }
}
