using Dapper;
using Detector.Host.Errors;
using Detector.Host.Options;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Storage.Sqlite;

/// <summary>The store's file: opened, recognised and migrated.</summary>
internal sealed class SqliteFile
{
    /// <summary>Marks the file as ours: "Dtct".</summary>
    public const int ApplicationId = 0x44746374;

    private readonly string _connectionString;

    /// <summary>Names the file; nothing is opened yet.</summary>
    public SqliteFile(StorageOptions options)
    {
        SQLitePCL.Batteries_V2.Init();
        Path = options.ResolvePath();
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            ForeignKeys = true,
            DefaultTimeout = options.BusySeconds,
        }.ToString();
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Opens a connection on which a commit is on the disk when it returns, and what is deleted is overwritten.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes the idle connections that are kept for reuse.</summary>
    public void Close()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Makes the file, or checks that it is ours and brings its schema up to date.</summary>
    /// <exception cref="StartException">It cannot be used; the message says why and what to do.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            using var connection = Open();
            Recognise(connection);
            connection.Execute("PRAGMA journal_mode = WAL");
            Migrate(connection);
        }
        catch (SqliteException exception)
        {
            throw new StartException(SqliteFault.Describe(exception, Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The store '{Path}' cannot be opened: {exception.Message} Set Storage:Path to a file that can be written.");
        }
    }

    private void Recognise(SqliteConnection connection)
    {
        var application = connection.ExecuteScalar<long>("PRAGMA application_id");
        var tables = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (application != 0 || tables != 0))
        {
            throw new StartException($"'{Path}' is a database of another program. Set Storage:Path to another file.");
        }

        var newest = Migration.All[^1].Version;
        var version = connection.ExecuteScalar<long>("PRAGMA user_version");
        if (version > newest)
        {
            throw new StartException(
                $"The store '{Path}' has schema version {version}; this release knows versions up to {newest}. Update the service or use another store.");
        }
    }

    private static void Migrate(SqliteConnection connection)
    {
        // The write lock is taken before the version is read: of two processes that start together one migrates, the other sees it done.
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = connection.ExecuteScalar<long>("PRAGMA user_version", transaction: transaction);
        foreach (var migration in Migration.All.Where(migration => migration.Version > version))
        {
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute($"PRAGMA user_version = {migration.Version}", transaction: transaction);
        }

        connection.Execute($"PRAGMA application_id = {ApplicationId}", transaction: transaction);
        transaction.Commit();
    }
}
