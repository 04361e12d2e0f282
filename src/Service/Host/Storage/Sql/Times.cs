namespace Detector.Host.Storage.Sql;

/// <summary>Times as the store keeps them: milliseconds since 1970.</summary>
internal static class Times
{
    /// <summary>The number of a time.</summary>
    public static long ToMs(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>The number of a time, or null.</summary>
    public static long? ToMs(this DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    /// <summary>The time of a number.</summary>
    public static DateTimeOffset ToTime(this long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    /// <summary>The time of a number, or null.</summary>
    public static DateTimeOffset? ToTime(this long? ms) => ms is { } value ? value.ToTime() : null;
}
