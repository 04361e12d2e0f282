using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Detector.Cli.Rendering;

/// <summary>Shows the time that the rest will take at the pace so far; where that is not known, the time that has gone.</summary>
internal sealed class TimeLeftColumn : ProgressColumn
{
    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(Words(task.ElapsedTime ?? TimeSpan.Zero, task.IsIndeterminate ? null : task.Value / task.MaxValue));

    /// <summary>The words for a share of the work done.</summary>
    /// <param name="elapsed">Time since the start.</param>
    /// <param name="share">Share of the work done, 0 to 1; null where it is not known.</param>
    public static string Words(TimeSpan elapsed, double? share) =>
        share is > 0.01 and < 1 && elapsed.TotalSeconds > 1
            ? Clock(elapsed * ((1 - share.Value) / share.Value)) + " left"
            : Clock(elapsed);

    private static string Clock(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);
}
