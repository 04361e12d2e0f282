using Detector.Host.Options;

namespace Detector.Host.Lifetime;

/// <summary>Stops the service when its standard input ends, if Drain:WithStandardInput asks for it.</summary>
internal sealed partial class StandardInputWatch(
    DrainOptions options, IHostApplicationLifetime lifetime, ILogger<StandardInputWatch> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.WithStandardInput)
        {
            // Not before the service has started, since a host cannot be stopped while it starts. On a thread of its own, which
            // nobody waits for: nothing can interrupt the reading of a pipe.
            lifetime.ApplicationStarted.Register(() => new Thread(ReadToEnd) { IsBackground = true, Name = "standard input" }.Start());
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void ReadToEnd()
    {
        try
        {
            using var input = Console.OpenStandardInput();
            input.CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            // It cannot be read any more, which is an end as well.
        }

        LogEnded();
        lifetime.StopApplication();
    }

    [LoggerMessage(4, LogLevel.Information, "Standard input has ended")]
    private partial void LogEnded();
}
