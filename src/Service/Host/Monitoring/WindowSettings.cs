namespace Detector.Host.Monitoring;

/// <summary>Which samples are judged together.</summary>
internal sealed record WindowSettings
{
    /// <summary>Fewest samples of a full window.</summary>
    public const int FewestSamples = 16;

    /// <summary>Samples of a full window.</summary>
    public int Samples { get; init; } = 512;

    /// <summary>Shortest time that a window is open.</summary>
    public TimeSpan MinDuration { get; init; }

    /// <summary>Longest time that a window is open; null for any.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Whether a sample of another generation closes the window.</summary>
    public bool CloseOnGeneration { get; init; }
}
