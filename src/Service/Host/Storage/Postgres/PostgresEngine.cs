using System.Data;
using Dapper;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Storage.Sql;
using Npgsql;

namespace Detector.Host.Storage.Postgres;

/// <summary>One PostgreSQL database, shared by any number of replicas.</summary>
internal sealed class PostgresEngine : ISqlEngine
{
    // "Dtct": guards the schema and checks over several rows between replicas.
    private const int LockId = 0x44746374;
    private const int Threads = 16;
    private readonly SqlThreads _threads = new(Threads);
    private readonly NpgsqlDataSource _source;

    /// <summary>Names the database; nothing is opened yet.</summary>
    public PostgresEngine(StorageOptions options)
    {
        var connection = Parse(options.Connection);
        connection.ApplicationName = "detector";
        connection.CommandTimeout = options.BusySeconds;
        connection.Timeout = options.BusySeconds;
        connection.CancellationTimeout = -1;
        connection.MaxAutoPrepare = 50;
        Location = $"postgres://{connection.Host}:{connection.Port}/{connection.Database}";
        _source = NpgsqlDataSource.Create(connection);
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public string ForUpdate => " FOR UPDATE";

    /// <inheritdoc/>
    public string ForUpdateSkipLocked => " FOR UPDATE SKIP LOCKED";

    /// <inheritdoc/>
    public void Prepare()
    {
        try
        {
            using var connection = _source.OpenConnection();
            using var transaction = connection.BeginTransaction();
            Migrate(connection, transaction);
            transaction.Commit();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            throw new StartException($"The store '{Location}' cannot be used: {exception.Message} Check Storage:Connection and the database.");
        }
    }

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation) =>
        RunAsync(work, IsolationLevel.RepeatableRead, alone: false, cancellation);

    /// <inheritdoc/>
    public Task<T> WriteAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation) =>
        RunAsync(work, IsolationLevel.ReadCommitted, alone: false, cancellation);

    /// <inheritdoc/>
    public Task<T> WriteAloneAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation) =>
        RunAsync(work, IsolationLevel.ReadCommitted, alone: true, cancellation);

    /// <inheritdoc/>
    public Task ForgetAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        _threads.Dispose();
        _source.Dispose();
    }

    private static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection);
        }
        catch (ArgumentException exception)
        {
            throw new StartException($"Storage:Connection is none of Npgsql's: {exception.Message}. An example is Host=db;Database=detector;Username=detector.");
        }
    }

    private Task<T> RunAsync<T>(Func<SqlSession, T> work, IsolationLevel isolation, bool alone, CancellationToken cancellation) =>
        _threads.RunAsync(
            () =>
            {
                try
                {
                    using var connection = _source.OpenConnection();
                    using var transaction = connection.BeginTransaction(isolation);
                    if (alone)
                    {
                        connection.Execute($"SELECT pg_advisory_xact_lock({LockId})", transaction: transaction);
                    }

                    var result = work(new SqlSession(connection, transaction));
                    transaction.Commit();
                    return result;
                }
                catch (Exception exception) when (PostgresFault.Translate(exception) is { } fault)
                {
                    throw fault;
                }
            },
            cancellation);

    private void Migrate(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        connection.Execute($"SELECT pg_advisory_xact_lock({LockId})", transaction: transaction);
        var ours = Exists("detector_schema");
        if (!ours && Exists("reference"))
        {
            throw new StartException($"'{Location}' holds tables of another program. Let Storage:Connection name another database, or a schema by 'Search Path'.");
        }

        connection.Execute("CREATE TABLE IF NOT EXISTS detector_schema (version BIGINT NOT NULL)", transaction: transaction);
        var version = connection.ExecuteScalar<long?>("SELECT max(version) FROM detector_schema", transaction: transaction) ?? 0;
        if (Migration.TooNew(version) is { } problem)
        {
            throw new StartException($"The store '{Location}' {problem}");
        }

        foreach (var migration in Migration.After(version))
        {
            connection.Execute(PostgresSchema.Translate(migration.Sql), transaction: transaction);
            connection.Execute("INSERT INTO detector_schema (version) VALUES (@Version)", new { Version = (long)migration.Version }, transaction);
        }

        bool Exists(string table) => connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @table)",
            new { table },
            transaction);
    }
}
