using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.Client;
using Spectre.Console;

namespace Detector.Cli.Commands;

/// <summary>Reads and sends samples, with a progress bar on standard error when that is a terminal.</summary>
/// <param name="io">Where to draw.</param>
/// <param name="samples">What is read.</param>
/// <param name="work">What is done once every sample is read, in words.</param>
/// <param name="reading">What is done with the samples while they are read, in words.</param>
internal sealed class Upload(CommandIo io, SampleInput samples, string work, string reading = "sending")
{
    public async Task<T> RunAsync<T>(Func<IProgress<SendProgress>?, Task<T>> send)
    {
        if (!io.ColorError)
        {
            return await send(null);
        }

        var rate = new SampleRateColumn();
        var bar = new ProgressBarColumn { Width = Math.Clamp(io.Width - 60, 8, 40) };
        ProgressColumn time = samples.TotalBytes is null ? new ElapsedTimeColumn() : new TimeLeftColumn();
        return await TextConsole.ForError(io).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, bar, rate, time)
            .StartAsync(context =>
            {
                var task = context.AddTask(reading, maxValue: Math.Max(1, samples.TotalBytes ?? 1));
                task.IsIndeterminate = samples.TotalBytes is null;
                return send(new TaskProgress(samples, work, task, rate));
            });
    }

    // Progress<T> would post to the thread pool and could report out of order.
    private sealed class TaskProgress(SampleInput samples, string work, ProgressTask task, SampleRateColumn rate) : IProgress<SendProgress>
    {
        public void Report(SendProgress value)
        {
            rate.Samples = value.Samples;
            if (value.AllSent)
            {
                rate.Freeze(task.ElapsedTime);
                task.Description = work;
                // A full bar would stand still and look finished while the service works.
                task.MaxValue = task.Value + 1;
                task.IsIndeterminate = true;
            }
            else
            {
                task.Value = samples.BytesRead;
            }
        }
    }
}
