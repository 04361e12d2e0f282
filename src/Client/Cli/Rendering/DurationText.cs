using System.Globalization;

namespace Detector.Cli.Rendering;

/// <summary>Durations as people write them: 30s, 5m, 1h, 1h30m, 250ms, 7d.</summary>
internal static class DurationText
{
    /// <summary>How to write one, for errors.</summary>
    public const string Form = "write it like 30s, 5m, 1h or 1h30m";

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    // Beyond this, sums of a few parts could overflow.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(100_000);

    /// <summary>Reads parts from long to short units, each unit once; plain 0 needs none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0")
        {
            return true;
        }

        var rest = text.AsSpan();
        var units = Units.AsSpan();
        while (rest.Length > 0)
        {
            var number = rest[..^rest.TrimStart("0123456789.").Length];
            var tail = rest[number.Length..];
            var unit = tail[..^tail.TrimStart("dhms").Length];
            var index = IndexOf(units, unit);
            if (index < 0 || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count * units[index].Length.TotalSeconds > Longest.TotalSeconds)
            {
                return false;
            }

            duration += count * units[index].Length;
            units = units[(index + 1)..];
            rest = tail[unit.Length..];
        }

        return text.Length > 0;
    }

    public static string Of(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var parts = "";
        foreach (var (unit, length) in Units)
        {
            var count = (long)(duration / length);
            parts += count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{count}{unit}") : "";
            duration -= count * length;
        }

        return parts.Length > 0 ? parts : "<1ms";
    }

    private static int IndexOf(ReadOnlySpan<(string Unit, TimeSpan Length)> units, ReadOnlySpan<char> unit)
    {
        for (var i = 0; i < units.Length; i++)
        {
            if (unit.SequenceEqual(units[i].Unit))
            {
                return i;
            }
        }

        return -1;
    }
}
