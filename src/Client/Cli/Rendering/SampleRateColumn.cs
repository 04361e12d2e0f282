using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Detector.Cli.Rendering;

/// <summary>Shows how many samples were sent and how many a second.</summary>
internal sealed class SampleRateColumn : ProgressColumn
{
    private long _samples;
    private TimeSpan? _sendingTime;

    /// <summary>Samples sent so far.</summary>
    public long Samples
    {
        set => Volatile.Write(ref _samples, value);
    }

    /// <summary>Ends the measurement: what follows is the service's work.</summary>
    public void Freeze(TimeSpan? elapsed) => _sendingTime = elapsed;

    /// <inheritdoc/>
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
    {
        var samples = Volatile.Read(ref _samples);
        var seconds = (_sendingTime ?? task.ElapsedTime)?.TotalSeconds ?? 0;
        var rate = seconds > 0.2 ? string.Create(CultureInfo.InvariantCulture, $", {samples / seconds:N0}/s") : "";
        return new Text(string.Create(CultureInfo.InvariantCulture, $"{samples:N0} samples{rate}"));
    }
}
