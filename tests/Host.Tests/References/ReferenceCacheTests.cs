using Detector.Host.References;
using Detector.Host.Tests.Storage;

namespace Detector.Host.Tests.References;

public sealed class ReferenceCacheTests
{
    private readonly ReferenceCache _cache = new(100);
    private int _loads;

    [Fact]
    public async Task A_loaded_reference_is_not_loaded_again()
    {
        await GetAsync(1, 60);
        await GetAsync(1, 60);
        Assert.Equal((1, 60L), (_loads, _cache.Bytes));
    }

    [Fact]
    public async Task The_least_recently_used_goes_first()
    {
        await GetAsync(1, 40);
        await GetAsync(2, 40);
        await GetAsync(1, 40);
        await GetAsync(3, 40);
        Assert.Equal((3, 80L), (_loads, _cache.Bytes));
        await GetAsync(1, 40);
        Assert.Equal(3, _loads);
        await GetAsync(2, 40);
        Assert.Equal(4, _loads);
    }

    [Fact]
    public async Task A_reference_larger_than_the_cache_is_served_and_drives_nothing_out()
    {
        await GetAsync(1, 40);
        await GetAsync(2, 101);
        Assert.Equal(40L, _cache.Bytes);
        _cache.Remove(1);
        Assert.Equal(0L, _cache.Bytes);
    }

    [Fact]
    public async Task Those_who_wait_share_one_load_and_one_who_gives_up_does_not_end_it()
    {
        var loading = new TaskCompletionSource<LoadedReference>();
        var stored = Stored.Reference("r") with { Id = 1, StoredBytes = 10 };
        using var cancellation = new CancellationTokenSource();
        var first = _cache.GetAsync(stored, Load, cancellation.Token);
        var second = _cache.GetAsync(stored, Load, default);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        loading.SetResult(new LoadedReference(stored, null!));
        Assert.Same(stored, (await second).Stored);
        Assert.Equal(1, _loads);

        Task<LoadedReference> Load()
        {
            _loads++;
            return loading.Task;
        }
    }

    [Fact]
    public async Task A_failed_load_is_tried_again()
    {
        var stored = Stored.Reference("r") with { Id = 1, StoredBytes = 10 };
        await Assert.ThrowsAsync<IOException>(() => _cache.GetAsync(stored, () => Task.FromException<LoadedReference>(new IOException()), default));
        await GetAsync(1, 10);
        Assert.Equal(1, _loads);
    }

    private Task<LoadedReference> GetAsync(long id, long bytes)
    {
        var stored = Stored.Reference("r") with { Id = id, StoredBytes = bytes };
        return _cache.GetAsync(stored, Load, default);

        Task<LoadedReference> Load()
        {
            _loads++;
            return Task.FromResult(new LoadedReference(stored, null!));
        }
    }
}
