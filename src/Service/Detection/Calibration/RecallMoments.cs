namespace Detector.Detection.Calibration;

/// <summary>How the recall of one label is distributed over healthy batches of one size.</summary>
/// <param name="Mean">Mean, 0 to 1; NaN where no draw left a sample of the label.</param>
/// <param name="Deviation">Standard deviation, from 0.</param>
internal readonly record struct RecallMoments(double Mean, double Deviation)
{
    /// <summary>The moments of draws; those that are NaN do not count.</summary>
    public static RecallMoments Of(float[] draws)
    {
        var defined = draws.Where(float.IsFinite).ToArray();
        if (defined.Length == 0)
        {
            return new RecallMoments(double.NaN, 0);
        }

        var mean = defined.Average(draw => (double)draw);
        var squares = defined.Sum(draw => (draw - mean) * (draw - mean));
        return new RecallMoments(mean, Math.Sqrt(squares / Math.Max(1, defined.Length - 1)));
    }
}
