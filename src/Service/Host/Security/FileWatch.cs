namespace Detector.Host.Security;

/// <summary>Looks every second whether keys or certificates have changed.</summary>
internal sealed class FileWatch(IEnumerable<IWatchedFiles> files, TimeProvider clock, ILogger<FileWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        IWatchedFiles[] watched = [.. files];
        if (watched.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var file in watched)
            {
                file.Refresh(logger);
            }
        }
    }
}
