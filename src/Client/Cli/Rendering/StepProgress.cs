using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>Shows on standard error what a command of many steps is doing: bars on a terminal, a line for each step elsewhere.</summary>
/// <param name="io">Where to write.</param>
internal sealed class StepProgress(CommandIo io)
{
    /// <summary>Runs one step.</summary>
    /// <param name="title">What it does.</param>
    /// <param name="step">The step; it reports the share that is done, 0 to 1, if it knows.</param>
    public async Task<T> RunAsync<T>(string title, Func<IProgress<double>, Task<T>> step)
    {
        if (!io.ColorError)
        {
            await io.Error.WriteLineAsync($"{title}…");
            return await step(new Bar(null));
        }

        return await TextConsole.ForError(io).Progress()
            .Columns(new TimeLeftColumn(), new ProgressBarColumn { Width = 20 }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: 1);
                task.IsIndeterminate = true;
                var result = await step(new Bar(task));
                task.IsIndeterminate = false;
                task.Value = 1;
                return result;
            });
    }

    // Progress<T> would post to the thread pool and could report out of order.
    private sealed class Bar(ProgressTask? task) : IProgress<double>
    {
        public void Report(double value)
        {
            if (task is not null)
            {
                // All sent is not all done: the service still works on it.
                task.IsIndeterminate = value >= 1;
                task.Value = value;
            }
        }
    }
}
