using Detector.Host.Errors;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Detector.Host.Storage.Sqlite;

/// <summary>What SQLite's error codes mean for a caller and for the operator.</summary>
internal static class SqliteFault
{
    /// <summary>The reason of a failed call, or null when the error is a defect of the service.</summary>
    public static ServiceException? Translate(SqliteException exception) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
            new ServiceException(ErrorReason.StoreCorrupt, "The store is damaged; restore it from a backup.", exception),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            new ServiceException(ErrorReason.StoreBusy, "Another process writes to the store; the wait Storage:BusySeconds is over.", exception)
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            },
        raw.SQLITE_FULL => new ServiceException(ErrorReason.StoreFull, "The disk of the store is full; nothing was stored.", exception),
        _ => null,
    };

    /// <summary>Why the store's file cannot be opened, and what to do.</summary>
    public static string Describe(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_CORRUPT => $"The store '{path}' is damaged ({exception.Message}). Restore it from a backup, or move it away to start an empty one.",
        raw.SQLITE_NOTADB => $"The store '{path}' is no SQLite file, or is damaged. Restore it from a backup, or set Storage:Path to another file.",
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM =>
            $"The store '{path}' cannot be opened for writing. Set Storage:Path to a file that can.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"The store '{path}' is locked by another process for longer than Storage:BusySeconds.",
        raw.SQLITE_FULL => $"The store '{path}' cannot grow: its disk is full.",
        _ => $"The store '{path}' cannot be used: {exception.Message}",
    };
}
