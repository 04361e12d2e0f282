namespace Detector.Host.Monitoring;

/// <summary>A window that samples are added to.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Generation">The generation of its first sample; empty when none was told.</param>
/// <param name="OpenTime">When its first sample came.</param>
/// <param name="Size">Samples it takes.</param>
/// <param name="MinDuration">Shortest time it is open.</param>
/// <param name="CloseDue">When it is to be closed, whatever comes; null when only samples close it.</param>
/// <param name="Seen">Samples that came.</param>
/// <param name="Kept">Samples kept.</param>
internal sealed record OpenWindow(
    long Number, string Generation, DateTimeOffset OpenTime, int Size, TimeSpan MinDuration, DateTimeOffset? CloseDue, long Seen, int Kept)
{
    /// <summary>Whether it holds all the samples it takes.</summary>
    public bool IsFull => Kept >= Size;

    /// <summary>Whether it keeps a random choice of its samples.</summary>
    public bool Chooses => MinDuration > TimeSpan.Zero;
}
