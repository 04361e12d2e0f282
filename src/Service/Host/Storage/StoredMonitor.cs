using Detector.Detection.Judging;
using Detector.Host.Monitoring;

namespace Detector.Host.Storage;

/// <summary>What the store knows of a monitor besides its windows. Times are to the millisecond.</summary>
internal sealed record StoredMonitor
{
    /// <summary>The store's own key; never given twice. 0 before the monitor is stored.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Free text of the owner.</summary>
    public required string Description { get; init; }

    /// <summary>Key of the reference; null until a burn-in is over.</summary>
    public required long? ReferenceId { get; init; }

    /// <summary>Name of the reference; empty until a burn-in is over.</summary>
    public required string ReferenceName { get; init; }

    /// <summary>Windows that become the reference; 0 when the reference was given.</summary>
    public required int BurnInWindows { get; init; }

    /// <summary>The settings.</summary>
    public required MonitorSettings Settings { get; init; }

    /// <summary>Seed of what is drawn at random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How far it is.</summary>
    public required MonitorState State { get; init; }

    /// <summary>Why its windows cannot be judged at present; empty when they can.</summary>
    public string Failure { get; init; } = "";

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When its description or settings were changed last.</summary>
    public required DateTimeOffset UpdateTime { get; init; }

    /// <summary>When it was reset last, or null.</summary>
    public DateTimeOffset? ResetTime { get; init; }

    /// <summary>Times it was reset.</summary>
    public int Resets { get; init; }

    /// <summary>The caller's id of the request that created it, or empty.</summary>
    public string CreateRequestId { get; init; } = "";

    /// <summary>Hash of what that request asked for.</summary>
    public string CreateHash { get; init; } = "";

    /// <summary>The caller's id of the last reset, or empty.</summary>
    public string ResetRequestId { get; init; } = "";

    /// <summary>Samples acknowledged.</summary>
    public long Samples { get; init; }

    /// <summary>When samples came last, or null.</summary>
    public DateTimeOffset? LastSampleTime { get; init; }

    /// <summary>The last number given to a window.</summary>
    public long LastWindow { get; init; }

    /// <summary>Number of the window that was judged last, whatever was reset since; 0 when none was.</summary>
    public long JudgedWindow { get; init; }

    /// <summary>When that was, or null.</summary>
    public DateTimeOffset? JudgedTime { get; init; }

    /// <summary>The verdict on the last window since the last reset, or null.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Number of windows judged, by verdict.</summary>
    public IReadOnlyDictionary<Verdict, long> VerdictCounts { get; init; } = new Dictionary<Verdict, long>();

    /// <summary>The evidence in its stored form; null before the first window since the last reset.</summary>
    public byte[]? Evidence { get; init; }

    /// <summary>Grows with every change but samples.</summary>
    public long Revision { get; init; }
}
