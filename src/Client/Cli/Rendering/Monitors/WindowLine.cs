using Detector.V1;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>A window in one line, the verdict first after its number and time.</summary>
internal static class WindowLine
{
    public static string Of(MonitorReport report)
    {
        var cells = new WindowCells(report);
        string[] parts =
        [
            Words.Of(cells.Verdict),
            $"{cells.Samples} samples",
            cells.Generation.Length > 0 ? $"generation {cells.Generation}" : "",
            cells.Signatures,
            cells.Evidence != Figures.None ? $"evidence {cells.Evidence}" : "",
            cells.Alerts.Length > 0 ? $"alerts {cells.Alerts}" : "",
        ];
        return $"window {cells.Window}{(cells.Closed.Length > 0 ? $" at {cells.Closed}" : "")}: {string.Join("; ", parts.Where(p => p.Length > 0))}";
    }
}
