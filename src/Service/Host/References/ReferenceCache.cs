using Detector.Host.Storage;

namespace Detector.Host.References;

/// <summary>Loaded references up to a number of bytes; the least recently used goes first. One load serves all who wait for it.</summary>
/// <param name="capacityBytes">Most bytes kept.</param>
internal sealed class ReferenceCache(long capacityBytes)
{
    private readonly Dictionary<long, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _newestFirst = [];
    private long _bytes;

    /// <summary>Bytes kept.</summary>
    public long Bytes
    {
        get
        {
            lock (_entries)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Takes a reference from the cache, or loads it.</summary>
    /// <param name="reference">Which one; references that are ready are immutable, so its id says all.</param>
    /// <param name="load">Loads it; not given up when one caller gives up, for others may wait for it.</param>
    /// <param name="cancellation">Gives the wait up.</param>
    public Task<LoadedReference> GetAsync(StoredReference reference, Func<Task<LoadedReference>> load, CancellationToken cancellation)
    {
        Task<LoadedReference> loading;
        lock (_entries)
        {
            if (_entries.TryGetValue(reference.Id, out var node) && !node.Value.Loading.IsFaulted)
            {
                _newestFirst.Remove(node);
                _newestFirst.AddFirst(node);
                loading = node.Value.Loading;
            }
            else
            {
                loading = load();
                Keep(new Entry(reference.Id, reference.StoredBytes, loading));
            }
        }

        return loading.WaitAsync(cancellation);
    }

    /// <summary>Forgets a reference.</summary>
    public void Remove(long id)
    {
        lock (_entries)
        {
            Drop(id);
        }
    }

    private void Keep(Entry entry)
    {
        Drop(entry.Id);
        if (entry.Bytes > capacityBytes)
        {
            return;
        }

        _entries.Add(entry.Id, _newestFirst.AddFirst(entry));
        _bytes += entry.Bytes;
        while (_bytes > capacityBytes)
        {
            Drop(_newestFirst.Last!.Value.Id);
        }
    }

    private void Drop(long id)
    {
        if (_entries.Remove(id, out var node))
        {
            _newestFirst.Remove(node);
            _bytes -= node.Value.Bytes;
        }
    }

    private sealed record Entry(long Id, long Bytes, Task<LoadedReference> Loading);
}
