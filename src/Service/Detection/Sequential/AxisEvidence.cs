namespace Detector.Detection.Sequential;

/// <summary>The evidence on one axis, with what it is judged by.</summary>
/// <param name="Evidence">Evidence and alert.</param>
/// <param name="History">What accepted windows have taught.</param>
public sealed record AxisEvidence(Evidence Evidence, AxisHistory History)
{
    /// <summary>No evidence yet.</summary>
    /// <param name="key">The axis.</param>
    /// <param name="remedy">What is done about the reference's error.</param>
    internal static AxisEvidence Start(EvidenceKey key, PValueRemedy remedy) =>
        new(Evidence.Start(key, SizesOf(remedy)), AxisHistory.Empty);

    /// <summary>Number of e-detectors.</summary>
    internal static int SizesOf(PValueRemedy remedy) => ShiftCalibrator.Shifts.Count * (remedy == PValueRemedy.Combined ? 2 : 1);

    /// <summary>
    /// Adds a window. It is accepted, and learned from, unless there is an alert after it: up to the first alert all are, so what holds
    /// for ranks and predictives of healthy windows holds for the run length to that alert.
    /// </summary>
    /// <param name="observed">The axis in the window.</param>
    /// <param name="window">The window.</param>
    /// <param name="remedy">What is done about the reference's error.</param>
    /// <param name="uniform">A uniform number in [0, 1).</param>
    /// <param name="learnedWindows">Most windows learned from.</param>
    /// <param name="thresholds">The thresholds.</param>
    internal AxisEvidence Advance(
        ObservedAxis observed, WindowObservation window, PValueRemedy remedy, double uniform, int learnedWindows, AlertThresholds thresholds)
    {
        var (p, score, worth) = (observed.PValue, observed.Score, window.ReferenceWindows);
        double Rank() => ConformalRank.Of(p, score, worth, History, uniform);
        double Predictive() => PredictivePValue.Of(p, score, worth, History);
        var half = ShiftCalibrator.Shifts.Count;
        Span<double> logE = stackalloc double[SizesOf(remedy)];
        ShiftCalibrator.LogEvalues(
            remedy switch
            {
                PValueRemedy.ConformalRank => Rank(),
                PValueRemedy.UpperLimit => RankLimit.Of(p, worth),
                PValueRemedy.AsReported => p,
                _ => Predictive(),
            },
            logE[..half]);
        if (remedy == PValueRemedy.Combined)
        {
            ShiftCalibrator.LogEvalues(Rank(), logE[half..]);
        }

        var evidence = Evidence.Advance(logE, window.Window, thresholds);
        var learns = evidence.Alert.Level == AlertLevel.None && History.Windows < learnedWindows
            && remedy is PValueRemedy.Combined or PValueRemedy.ConformalRank or PValueRemedy.Predictive;
        return new AxisEvidence(evidence, learns ? History.Learn(score, worth, remedy != PValueRemedy.Predictive) : History);
    }
}
