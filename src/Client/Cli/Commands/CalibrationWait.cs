using Detector.Cli.Rendering;
using Spectre.Console;

namespace Detector.Cli.Commands;

/// <summary>Shows on standard error how far a calibration is: a bar on a terminal, a line for every quarter elsewhere.</summary>
/// <param name="io">Where to write.</param>
internal sealed class CalibrationWait(CommandIo io)
{
    private const string Work = "calibrating";

    public async Task<T> RunAsync<T>(Func<IProgress<double>, Task<T>> wait)
    {
        if (!io.ColorError)
        {
            return await wait(new Quarters(io));
        }

        var bar = new ProgressBarColumn { Width = Math.Clamp(io.Width - 50, 8, 40) };
        return await TextConsole.ForError(io).Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, bar, new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => wait(new Bar(context.AddTask(Work, maxValue: 1))));
    }

    // Progress<T> would post to the thread pool and could report out of order.
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed class Quarters(CommandIo io) : IProgress<double>
    {
        private int _told = -1;

        public void Report(double value)
        {
            // The end is told by the reference itself, on standard output.
            var quarter = (int)(4 * value);
            if (quarter > _told && quarter < 4)
            {
                _told = quarter;
                io.Error.WriteLine($"{Work}: {Figures.Progress(value)}");
            }
        }
    }
}
