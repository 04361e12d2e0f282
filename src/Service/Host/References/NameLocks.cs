namespace Detector.Host.References;

/// <summary>One lock per name, for as long as somebody holds or wants it.</summary>
internal sealed class NameLocks
{
    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>Waits until nobody else holds the name; it is free again when the result is disposed.</summary>
    public async Task<IDisposable> LockAsync(string name, CancellationToken cancellation)
    {
        Entry entry;
        lock (_entries)
        {
            if (!_entries.TryGetValue(name, out entry!))
            {
                _entries.Add(name, entry = new Entry());
            }

            entry.Users++;
        }

        try
        {
            await entry.Turn.WaitAsync(cancellation);
        }
        catch
        {
            Leave(name, entry);
            throw;
        }

        return new Held(this, name, entry);
    }

    private void Leave(string name, Entry entry)
    {
        lock (_entries)
        {
            if (--entry.Users == 0)
            {
                _entries.Remove(name);
                entry.Turn.Dispose();
            }
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Users { get; set; }
    }

    private sealed class Held(NameLocks owner, string name, Entry entry) : IDisposable
    {
        public void Dispose()
        {
            entry.Turn.Release();
            owner.Leave(name, entry);
        }
    }
}
