using System.Collections.Immutable;

namespace Detector.Detection.Sequential;

/// <summary>
/// The mean of e-detectors for changes of several sizes, which is an e-detector itself: for windows without change the mean of M_t is at
/// most t, so P(M reaches A within t windows) is at most t / A and the mean run length to A at least A (Shin, Ramdas and Rinaldo 2023).
/// </summary>
/// <param name="Components">One e-detector per size of change, at least one.</param>
public sealed record EvidenceDetector(ImmutableArray<EvidenceComponent> Components)
{
    /// <summary>log10 M; minus infinity before the first window.</summary>
    public double Log10Evidence
    {
        get
        {
            var largest = Strongest.LogEvidence;
            if (double.IsNegativeInfinity(largest))
            {
                return largest;
            }

            var mean = Components.Sum(component => Math.Exp(component.LogEvidence - largest)) / Components.Length;
            return (largest + Math.Log(mean)) / Math.Log(10);
        }
    }

    /// <summary>Number of the window with which the change most likely began; 0 before the first.</summary>
    public long ChangeWindow => Strongest.Start;

    private EvidenceComponent Strongest => Components.MaxBy(component => component.LogEvidence);

    /// <summary>No evidence yet.</summary>
    /// <param name="sizes">Number of sizes of change, at least 1.</param>
    internal static EvidenceDetector Start(int sizes) => new([.. Enumerable.Repeat(EvidenceComponent.None, sizes)]);

    /// <summary>Adds a window.</summary>
    /// <param name="logE">ln of the e-value for each size of change.</param>
    /// <param name="window">Number of the window.</param>
    /// <param name="ceiling">Largest ln M.</param>
    internal EvidenceDetector Advance(ReadOnlySpan<double> logE, long window, double ceiling)
    {
        var advanced = ImmutableArray.CreateBuilder<EvidenceComponent>(Components.Length);
        for (var i = 0; i < Components.Length; i++)
        {
            advanced.Add(Components[i].Advance(logE[i], window, ceiling));
        }

        return new EvidenceDetector(advanced.MoveToImmutable());
    }
}
