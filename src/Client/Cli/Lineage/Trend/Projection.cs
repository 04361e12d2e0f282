namespace Detector.Cli.Lineage.Trend;

/// <summary>Where an axis is heading.</summary>
internal abstract record Projection
{
    private Projection()
    {
    }

    /// <summary>No metric of the axis has an effect in enough generations.</summary>
    /// <param name="Points">The most generations that one has.</param>
    public sealed record TooFew(int Points) : Projection;

    /// <summary>No metric of the axis has a slope whose interval lies above zero.</summary>
    /// <param name="Metrics">Metrics looked at.</param>
    public sealed record NoTrend(int Metrics) : Projection;

    /// <summary>An effect that rises.</summary>
    /// <param name="Metric">The metric with the strongest trend.</param>
    /// <param name="Unit">What its effect is measured in.</param>
    /// <param name="Metrics">Metrics it was chosen from, which the intervals allow for.</param>
    public sealed record Rising(string Metric, string Unit, int Metrics) : Projection
    {
        /// <summary>Rise of the effect per generation.</summary>
        public required double Slope { get; init; }

        /// <summary>Lower end of its interval.</summary>
        public required double SlopeLow { get; init; }

        /// <summary>Upper end of its interval.</summary>
        public required double SlopeHigh { get; init; }

        /// <summary>When the next threshold is reached; null when the last generation is beyond all of them.</summary>
        public Crossing? Crossing { get; init; }
    }
}

/// <summary>When an effect reaches a threshold.</summary>
/// <param name="Threshold">The threshold.</param>
/// <param name="Horizon">The last generation looked at: as far ahead as the data goes back.</param>
internal sealed record Crossing(EffectThreshold Threshold, int Horizon)
{
    /// <summary>Lower end of the interval; null when that is beyond the horizon.</summary>
    public int? Earliest { get; init; }

    /// <summary>The first generation in which it is as likely reached as not; null when that is beyond the horizon.</summary>
    public int? Likely { get; init; }

    /// <summary>Upper end of the interval; null when that is beyond the horizon.</summary>
    public int? Latest { get; init; }
}
