using System.Security.Cryptography;
using System.Text.Json;
using Detector.Host.Errors;
using Detector.Host.Storage;
using Detector.Host.Storage.Sql;

namespace Detector.Host.Tests.Storage;

/// <summary>What a store of references does, whatever its database.</summary>
public abstract class ReferenceStoreTests : IAsyncLifetime
{
    private ITestDatabase _database = null!;
    private SqlReferenceStore _store = null!;

    public async Task InitializeAsync()
    {
        _database = await CreateAsync();
        _store = Open();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    internal abstract Task<ITestDatabase> CreateAsync();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1 << 20)]
    [InlineData((5 << 20) + 17)]
    public async Task A_reference_of_any_size_comes_back_as_it_was(int size)
    {
        var content = new byte[size];
        for (var i = 0; i < size; i++)
        {
            content[i] = (byte)((i * 31) + (i >> 8));
        }

        var added = await _store.AddAsync(Stored.Reference("r"), null, 10, stream => WriteInPieces(stream, content), default);
        Assert.Equal(size, added.StoredBytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), added.ContentHash);
        var found = await _store.FindAsync("r", default);
        Assert.Equal(JsonSerializer.Serialize(added), JsonSerializer.Serialize(found));
        Assert.Equal(content, await _store.ReadContentAsync(found!, ReadAll, default));
    }

    [Fact]
    public async Task A_reference_whose_writing_fails_or_is_given_up_is_not_there()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _store.AddAsync(Stored.Reference("r"), null, 10, Fail, default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _store.AddAsync(Stored.Reference("r"), null, 10, GiveUp, cancellation.Token));
        Assert.Null(await _store.FindAsync("r", default));
        await _store.AddAsync(Stored.Reference("r"), null, 10, stream => stream.Write([1, 2, 3]), default);

        static void Fail(Stream stream)
        {
            stream.Write(new byte[3 << 20]);
            throw new InvalidOperationException();
        }

        void GiveUp(Stream stream)
        {
            stream.Write(new byte[3 << 20]);
            cancellation.Cancel();
        }
    }

    [Fact]
    public async Task Two_processes_may_share_a_store()
    {
        var other = Open();
        var mine = await _store.AddAsync(Stored.Reference("mine"), null, 10, stream => stream.Write([1]), default);
        await other.AddAsync(Stored.Reference("theirs"), null, 10, stream => stream.Write([2]), default);
        Assert.Equal(2, await _store.CountAsync(default));
        Assert.True(await other.DeleteAsync("mine", default));
        Assert.Null(await _store.FindAsync("mine", default));
        var error = await Assert.ThrowsAsync<ServiceException>(() => _store.ReadContentAsync(mine, ReadAll, default));
        Assert.Equal(ErrorReason.ReferenceNotFound, error.Reason);
    }

    [Fact]
    public async Task A_reader_does_not_wait_for_a_writer_and_sees_whole_references_only()
    {
        var other = Open();
        var seen = -1;
        await _store.AddAsync(
            Stored.Reference("r"),
            null,
            10,
            stream =>
            {
                stream.Write(new byte[3 << 20]);
                seen = other.CountAsync(default).GetAwaiter().GetResult();
            },
            default);
        Assert.Equal(0, seen);
        Assert.Equal(1, await other.CountAsync(default));
    }

    [Fact]
    public async Task An_equal_request_gets_the_reference_of_the_first_when_two_processes_race()
    {
        var other = Open();
        var request = new StoredRequest("id", "hash", "r");
        var first = await _store.AddAsync(Stored.Reference("r"), request, 10, stream => stream.Write([1]), default);
        var second = await other.AddAsync(Stored.Reference("r"), request, 10, stream => stream.Write([1]), default);
        Assert.Equal(first.Id, second.Id);
        Assert.Equal(1, await _store.CountAsync(default));
        Assert.Equal(request, await _store.FindRequestAsync("id", default));
        await _store.DeleteAsync("r", default);
        Assert.Null(await _store.FindRequestAsync("id", default));
    }

    private SqlReferenceStore Open() => new(_database.Open());

    private static void WriteInPieces(Stream stream, byte[] content)
    {
        for (var at = 0; at < content.Length; at += 70_001)
        {
            stream.Write(content.AsSpan(at, Math.Min(70_001, content.Length - at)));
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
