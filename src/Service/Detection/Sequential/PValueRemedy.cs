namespace Detector.Detection.Sequential;

/// <summary>
/// What is done about p-values of successive windows that come from one reference and share its error. docs/judging.md has the measured
/// run lengths and delays of each.
/// </summary>
public enum PValueRemedy
{
    /// <summary>The mean of the evidence by <see cref="ConformalRank"/> and by <see cref="Predictive"/>: ranks find small changes late in a
    /// stream, the predictive finds large ones early.</summary>
    Combined,

    /// <summary>Rank among the reference and the accepted windows (<see cref="Sequential.ConformalRank"/>).</summary>
    ConformalRank,

    /// <summary>Normal tail given the accepted windows, never below the reported p-value (<see cref="PredictivePValue"/>).</summary>
    Predictive,

    /// <summary>Upper confidence limit of the rank (<see cref="RankLimit"/>).</summary>
    UpperLimit,

    /// <summary>None: honest only for a reference of hundreds of windows.</summary>
    AsReported,
}
