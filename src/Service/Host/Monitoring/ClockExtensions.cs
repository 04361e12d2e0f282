namespace Detector.Host.Monitoring;

/// <summary>Times as the store keeps them.</summary>
internal static class ClockExtensions
{
    /// <summary>The time without parts of a millisecond.</summary>
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
