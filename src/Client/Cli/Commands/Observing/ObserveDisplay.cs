using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.Client;
using Spectre.Console;

namespace Detector.Cli.Commands.Observing;

/// <summary>
/// Shows on standard error how far an observe stream is: a bar on a terminal; elsewhere a line for each outage and, for an input that
/// has no end, for each window that is reached.
/// </summary>
/// <param name="io">Where to write.</param>
/// <param name="samples">What is sent; forgets what is acknowledged.</param>
/// <param name="isLive">The input has no size that could be reached.</param>
internal sealed class ObserveDisplay(CommandIo io, SampleInput samples, bool isLive)
{
    private const string Work = "observing";

    /// <summary>How far it was when something was last told.</summary>
    public ObserveProgress Last { get; private set; }

    public async Task RunAsync(Func<IProgress<ObserveProgress>, Task> send)
    {
        if (!io.ColorError)
        {
            await send(new Teller(this, WriteLines));
            return;
        }

        var rate = new SampleRateColumn();
        var bar = new ProgressBarColumn { Width = Math.Clamp(io.Width - 50, 8, 40) };
        await TextConsole.ForError(io).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, bar, rate, new TimeLeftColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Work, maxValue: Math.Max(1, samples.TotalBytes ?? 1));
                task.IsIndeterminate = isLive;
                await send(new Teller(this, (_, now) => Draw(task, rate, now)));
            });
    }

    private void Draw(ProgressTask task, SampleRateColumn rate, ObserveProgress now)
    {
        rate.Samples = now.AcknowledgedSamples;
        task.Description = now.Interruption is null ? Work : "trying again";
        if (!isLive)
        {
            task.Value = samples.BytesRead;
        }
    }

    private void WriteLines(ObserveProgress before, ObserveProgress now)
    {
        if (now.Interruption is { } interruption)
        {
            // One line an outage, not one an attempt.
            if (before.Interruption is null)
            {
                io.Error.WriteLine($"trying again: {PlainText.Clean(interruption.Message)}");
            }
        }
        else if (isLive && now.Window > before.Window && now.AcknowledgedSamples > 0)
        {
            io.Error.WriteLine($"{Figures.Samples(now.AcknowledgedSamples)} acknowledged, window {Figures.Count(now.Window)}");
        }
    }

    // Progress<T> would post to the thread pool and could report out of order.
    private sealed class Teller(ObserveDisplay display, Action<ObserveProgress, ObserveProgress> show) : IProgress<ObserveProgress>
    {
        public void Report(ObserveProgress value)
        {
            var before = display.Last;
            display.Last = value;
            display.Forget((int)(value.AcknowledgedSamples - before.AcknowledgedSamples));
            show(before, value);
        }
    }

    private void Forget(int count) => samples.Forget(count);
}
