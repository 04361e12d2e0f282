namespace Detector.Detection.Calibration;

/// <summary>Progress of one of several passes over the draws, told as progress of the whole.</summary>
/// <param name="whole">Told the share of the whole.</param>
/// <param name="pass">Which pass, from 0.</param>
/// <param name="passes">Number of passes, at least 1.</param>
internal sealed class PassProgress(IProgress<double> whole, int pass, int passes) : IProgress<double>
{
    /// <summary>The progress of a pass, or null when nobody asks for that of the whole.</summary>
    public static IProgress<double>? Of(IProgress<double>? whole, int pass, int passes) =>
        whole is null ? null : new PassProgress(whole, pass, passes);

    /// <inheritdoc/>
    public void Report(double value) => whole.Report((pass + value) / passes);
}
