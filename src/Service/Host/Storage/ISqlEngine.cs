using Detector.Host.Errors;
using Detector.Host.Storage.Sql;

namespace Detector.Host.Storage;

/// <summary>
/// A database that runs transactions. What a write has returned is durable; what was interrupted did not happen, unless the connection
/// broke while it was committed. Errors of the database become <see cref="ServiceException"/> with StoreCorrupt, StoreBusy, StoreFull or
/// StoreUnavailable.
/// </summary>
internal interface ISqlEngine : IDisposable
{
    /// <summary>What the store is, for the log; holds no secret.</summary>
    string Location { get; }

    /// <summary>Ends a SELECT so that the rows are the transaction's own until its end; empty where a write has the database to itself.</summary>
    string ForUpdate { get; }

    /// <summary>The same, but rows that another transaction holds are left out.</summary>
    string ForUpdateSkipLocked { get; }

    /// <summary>Makes or migrates the schema.</summary>
    /// <exception cref="StartException">The database is damaged, foreign, of a newer schema, or not accessible; the message says what to do.</exception>
    void Prepare();

    /// <summary>Runs a transaction that reads one state of the database.</summary>
    Task<T> ReadAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation);

    /// <summary>Runs a transaction that writes. Rows are guarded by <see cref="ForUpdate"/>.</summary>
    Task<T> WriteAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation);

    /// <summary>Runs a transaction that writes while no other of this kind runs: for checks over several rows.</summary>
    Task<T> WriteAloneAsync<T>(Func<SqlSession, T> work, CancellationToken cancellation);

    /// <summary>Removes what the database still holds of deleted rows, as far as it lets others see it at all.</summary>
    Task ForgetAsync();
}
