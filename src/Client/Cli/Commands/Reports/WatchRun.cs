using System.CommandLine;
using Detector.Cli.Rendering.Monitors;
using Detector.Client;

namespace Detector.Cli.Commands.Reports;

/// <summary>One run of <c>detector watch</c>.</summary>
/// <param name="Monitor">Name of the monitor.</param>
/// <param name="After">Window after which to begin; null for only new ones.</param>
/// <param name="Json">Print JSON lines.</param>
internal sealed record WatchRun(string Monitor, long? After, bool Json)
{
    public async Task<int> RunAsync(ParseResult parsed, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        if (Json || !io.ColorOutput)
        {
            await WatchAsync(client, new WindowLines(io, Json), cancellationToken);
        }
        else
        {
            var monitor = await client.GetMonitorAsync(Monitor, cancellationToken);
            await new WindowLive(io, monitor).RunAsync(view => WatchAsync(client, view, cancellationToken));
        }

        return ExitCode.Success;
    }

    private async Task WatchAsync(DetectorClient client, IWindowView view, CancellationToken cancellationToken)
    {
        var interruptions = new Interruptions(view);
        await foreach (var report in client.WatchReportsAsync(Monitor, After, full: true, interruptions, cancellationToken))
        {
            view.Show(report);
        }
    }

    private sealed class Interruptions(IWindowView view) : IProgress<DetectorException>
    {
        public void Report(DetectorException value) => view.ShowInterruption(value.Message);
    }
}
