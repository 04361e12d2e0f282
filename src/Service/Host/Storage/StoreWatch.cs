namespace Detector.Host.Storage;

/// <summary>Knows whether the store answers; however often it is asked, one question is under way at most.</summary>
/// <param name="store">The store.</param>
internal sealed class StoreWatch(IMonitorStore store)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private Task? _question;

    /// <summary>Whether the store answers now, within two seconds.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        Task question;
        lock (_lock)
        {
            question = _question = _question is { IsCompleted: false } ? _question : store.PingAsync(CancellationToken.None);
        }

        try
        {
            await question.WaitAsync(Patience, cancellation);
            return true;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
