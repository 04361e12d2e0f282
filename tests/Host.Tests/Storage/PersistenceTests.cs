using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Storage.Sql;
using Detector.Host.Storage.Sqlite;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Tests.Storage;

public sealed class PersistenceTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_restart_changes_neither_references_nor_reports()
    {
        Reference reference;
        Report report;
        await using (var service = await StartAsync())
        {
            reference = await service.CreateAsync("r", Texts.Samples(300), header: header => header.KeepTexts = true);
            report = await service.ScoreAsync("r", Texts.Samples(100, seed: 2));
        }

        await using var again = await StartAsync();
        Assert.Equal(reference, (await again.References.GetReferenceAsync(new GetReferenceRequest { Name = "r" })).Reference);
        Assert.Equal(report, await again.ScoreAsync("r", Texts.Samples(100, seed: 2)));
    }

    [Theory]
    [InlineData("UPDATE reference_chunk SET bytes = zeroblob(length(bytes))")]
    [InlineData("DELETE FROM reference_chunk WHERE ordinal = 0")]
    [InlineData("UPDATE reference SET content_hash = 'x'")]
    public async Task A_damaged_reference_is_refused_and_the_others_go_on(string damage)
    {
        await PrepareAsync();
        Execute(damage);
        await using var again = await StartAsync();
        var refusal = await Refusal.ExpectAsync(ErrorReason.StoreCorrupt, () => again.ScoreAsync("r", Texts.Samples(5)));
        Assert.Contains("'r'", refusal.Message, StringComparison.Ordinal);
        await again.CreateAsync("other", Texts.Samples(100));
        await again.ScoreAsync("other", Texts.Samples(5));
    }

    [Fact]
    public async Task Content_that_is_none_of_ours_is_damaged_too()
    {
        await using var service = await StartAsync();
        using var engine = new SqliteEngine(new StorageOptions { Path = _directory.StorePath });
        var store = new SqlReferenceStore(engine);
        await store.AddAsync(Stored.Reference("r"), null, 10, stream => stream.Write("no reference"u8), default);
        await Refusal.ExpectAsync(ErrorReason.StoreCorrupt, () => service.ScoreAsync("r", Texts.Samples(5)));
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await PrepareAsync();
        Execute("PRAGMA user_version = 99");
        var error = await Assert.ThrowsAsync<StartException>(StartAsync);
        Assert.Contains("schema version 99", error.Message, StringComparison.Ordinal);
        Assert.Contains("Update the service", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_store_is_refused()
    {
        await PrepareAsync();
        await using (var file = File.OpenWrite(_directory.StorePath))
        {
            file.SetLength(file.Length / 2 / 4096 * 4096);
        }

        var error = await Assert.ThrowsAsync<StartException>(StartAsync);
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory.StorePath)!);
        var content = string.Concat(Enumerable.Repeat("These are my notes. ", 100));
        await File.WriteAllTextAsync(_directory.StorePath, content);
        var error = await Assert.ThrowsAsync<StartException>(StartAsync);
        Assert.Contains("no SQLite file", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(_directory.StorePath));
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory.StorePath)!);
        Execute("CREATE TABLE notes (text TEXT)");
        var content = await File.ReadAllBytesAsync(_directory.StorePath);
        var error = await Assert.ThrowsAsync<StartException>(StartAsync);
        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(_directory.StorePath));
    }

    [Fact]
    public async Task A_store_below_a_file_is_refused()
    {
        await File.WriteAllTextAsync(Path.GetDirectoryName(_directory.StorePath)!, "a file, no directory");
        var error = await Assert.ThrowsAsync<StartException>(StartAsync);
        Assert.Contains("Storage:Path", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_another_process_writes_to_is_busy_and_then_free_again()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), _directory, options: ["--Storage:BusySeconds=1"]);
        using (var other = Connect())
        {
            using var transaction = other.BeginTransaction(deferred: false);
            var refusal = await Refusal.ExpectAsync(ErrorReason.StoreBusy, () => service.CreateAsync("r", Texts.Samples(100)));
            Assert.Contains("Storage:BusySeconds", refusal.Message, StringComparison.Ordinal);
            Assert.NotNull(refusal.RetryAfter);
        }

        await service.CreateAsync("r", Texts.Samples(100));
    }

    [Fact]
    public async Task Pages_damaged_while_the_service_is_away_are_data_loss()
    {
        await PrepareAsync();
        await using (var file = File.OpenWrite(_directory.StorePath))
        {
            // The second page is the first table's.
            file.Position = 4096;
            await file.WriteAsync(Enumerable.Repeat((byte)0xEE, 4096).ToArray());
        }

        await using var service = await StartAsync();
        await Refusal.ExpectAsync(
            ErrorReason.StoreCorrupt, async () => await service.References.ListReferencesAsync(new ListReferencesRequest()));
    }

    private Task<TestService> StartAsync() => TestService.StartAsync(new StubEncoder(), _directory);

    private async Task PrepareAsync()
    {
        await using var service = await StartAsync();
        await service.CreateAsync("r", Texts.Samples(100));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_directory.StorePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
