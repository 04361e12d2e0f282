using System.Data;
using Dapper;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Storage.Sqlite;

/// <summary>
/// One SQLite file. Several processes may share it: readers never wait, writers wait for each other.
/// </summary>
internal sealed class SqliteEngine : ISqlEngine
{
    /// <summary>Marks the file as ours: "Dtct".</summary>
    public const int ApplicationId = 0x44746374;

    private const int Threads = 8;

    // SQLite lets one writer in; a queue in the process is fair and wakes at once, SQLite's own wait polls.
    private readonly SemaphoreSlim _writer = new(1);
    private readonly SqlThreads _threads = new(Threads);
    private readonly string _connectionString;

    /// <summary>Names the file; nothing is opened yet.</summary>
    public SqliteEngine(StorageOptions options)
    {
        SQLitePCL.Batteries_V2.Init();
        Location = options.ResolvePath();
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Location,
            ForeignKeys = true,
            DefaultTimeout = options.BusySeconds,
        }.ToString();
    }

    /// <summary>The file's full path.</summary>
    public string Location { get; }

    /// <inheritdoc/>
    public string ForUpdate => "";

    /// <inheritdoc/>
    public string ForUpdateSkipLocked => "";

    /// <inheritdoc/>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Location)!);
            using var connection = Open();
            Recognise(connection);
            connection.Execute("PRAGMA journal_mode = WAL");
            Migrate(connection);
        }
        catch (SqliteException exception)
        {
            throw new StartException(SqliteFault.Describe(exception, Location));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The store '{Location}' cannot be opened: {exception.Message} Set Storage:Path to a file that can be written.");
        }
    }

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation) => RunAsync(work, deferred: true, cancellation);

    /// <inheritdoc/>
    public async Task<T> WriteAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            return await RunAsync(work, deferred: false, cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public Task<T> WriteAloneAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation) => WriteAsync(work, cancellation);

    // The log still holds pages of what was removed, texts among them. Most of it is written back while others go on writing; only for
    // the little that came meanwhile do they wait. When a reader keeps the log from being emptied, or it cannot be for another reason,
    // later commits overwrite it; what was committed stands either way.

    /// <inheritdoc/>
    public async Task ForgetAsync()
    {
        await CheckpointAsync("PASSIVE");
        await _writer.WaitAsync();
        try
        {
            await CheckpointAsync("TRUNCATE");
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        _writer.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private Task<int> CheckpointAsync(string mode) =>
        _threads.RunAsync(
            () =>
            {
                try
                {
                    using var connection = Open();
                    return connection.Execute($"PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint({mode})");
                }
                catch (SqliteException)
                {
                    return 0;
                }
            },
            CancellationToken.None);

    private Task<T> RunAsync<T>(Func<SqlSession, T> work, bool deferred, CancellationToken cancellation) =>
        _threads.RunAsync(
            () =>
            {
                try
                {
                    using var connection = Open();
                    using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred);
                    var result = work(new SqlSession(connection, transaction));
                    transaction.Commit();
                    return result;
                }
                catch (SqliteException exception) when (SqliteFault.Translate(exception) is { } fault)
                {
                    throw fault;
                }
            },
            cancellation);

    // A commit is on the disk when it returns, and what is deleted is overwritten. SQLite itself waits for other processes: it looks again
    // after milliseconds, the provider only after 150 of them.
    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute($"PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = {1000 * connection.DefaultTimeout}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Recognise(SqliteConnection connection)
    {
        var application = connection.ExecuteScalar<long>("PRAGMA application_id");
        var tables = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (application != 0 || tables != 0))
        {
            throw new StartException($"'{Location}' is a database of another program. Set Storage:Path to another file.");
        }

        if (Migration.TooNew(connection.ExecuteScalar<long>("PRAGMA user_version")) is { } problem)
        {
            throw new StartException($"The store '{Location}' {problem}");
        }
    }

    private static void Migrate(SqliteConnection connection)
    {
        // The write lock is taken before the version is read: of two processes that start together one migrates, the other sees it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var migration in Migration.After(connection.ExecuteScalar<long>("PRAGMA user_version", transaction: transaction)))
        {
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute($"PRAGMA user_version = {migration.Version}", transaction: transaction);
        }

        connection.Execute($"PRAGMA application_id = {ApplicationId}", transaction: transaction);
        transaction.Commit();
    }
}
