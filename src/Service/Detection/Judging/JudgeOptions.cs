using Detector.Detection.Metrics;

namespace Detector.Detection.Judging;

/// <summary>How to judge a batch.</summary>
public sealed record JudgeOptions
{
    /// <summary>Names of the metrics to return, or null for all.</summary>
    public IReadOnlySet<string>? Metrics { get; init; }

    /// <summary>When a change counts, and how much.</summary>
    public Thresholds Thresholds { get; init; } = new();

    /// <summary>Seed of what is drawn at random. The default value is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What the batch is compared with. The default value is <see cref="NullForm.Auto"/>.</summary>
    public NullForm Nulls { get; init; } = NullForm.Auto;

    /// <summary>Return findings about single samples. The default value is false.</summary>
    public bool IncludeFindings { get; init; }

    /// <summary>Told when the work on an axis begins and ends; for timing it. Null for none.</summary>
    public IAxisObserver? Observer { get; init; }
}
