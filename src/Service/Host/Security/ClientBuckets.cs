namespace Detector.Host.Security;

/// <summary>A bucket for each client, of a bounded number of clients.</summary>
/// <param name="perSecond">What one client may take; 0 for no limit.</param>
/// <param name="clock">Clock of the buckets.</param>
internal sealed class ClientBuckets(int perSecond, TimeProvider clock)
{
    /// <summary>Clients that are remembered; further ones share a bucket.</summary>
    public const int MostClients = 10_000;

    private static readonly TimeSpan SweepInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, TokenBucket> _clients = new(StringComparer.Ordinal);
    private readonly TokenBucket _others = new(Math.Max(1, perSecond), clock);
    private long? _swept;

    /// <summary>Takes some for a client.</summary>
    /// <returns>Zero when they were taken, else how long to wait before the next try.</returns>
    public TimeSpan Take(string client, int count) => perSecond == 0 ? TimeSpan.Zero : Of(client).Take(count);

    private TokenBucket Of(string client)
    {
        lock (_lock)
        {
            if (_clients.TryGetValue(client, out var known))
            {
                return known;
            }

            if (_clients.Count >= MostClients && !Sweep())
            {
                return _others;
            }

            return _clients[client] = new TokenBucket(perSecond, clock);
        }
    }

    // Forgets the clients whose buckets are as new ones; to look through all of them is too dear for every call.
    private bool Sweep()
    {
        if (_swept is { } last && clock.GetElapsedTime(last) < SweepInterval)
        {
            return false;
        }

        _swept = clock.GetTimestamp();
        foreach (var (name, _) in _clients.Where(client => client.Value.IsFull).ToArray())
        {
            _clients.Remove(name);
        }

        return _clients.Count < MostClients;
    }
}
