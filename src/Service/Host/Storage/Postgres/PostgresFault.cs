using Detector.Host.Errors;
using Npgsql;

namespace Detector.Host.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean for a caller.</summary>
internal static class PostgresFault
{
    /// <summary>The reason of a failed call, or null when the error is a defect of the service.</summary>
    public static ServiceException? Translate(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
            new ServiceException(ErrorReason.StoreFull, "The disk of the store is full; nothing was stored.", exception),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } =>
            new ServiceException(ErrorReason.StoreCorrupt, "The store is damaged; restore it from a backup.", exception),
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable } =>
            new ServiceException(ErrorReason.StoreBusy, "Another process writes to the same rows of the store; try again.", exception)
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            },
        PostgresException { IsTransient: false, SqlState: var state } when !IsAway(state) => null,
        NpgsqlException or TimeoutException or System.Net.Sockets.SocketException =>
            new ServiceException(ErrorReason.StoreUnavailable, "The store, a PostgreSQL database, cannot be reached; try again.", exception)
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            },
        _ => null,
    };

    // Shutdowns, too many connections, and what an administrator or a missing server process ended. Transient errors are away, too.
    private static bool IsAway(string state) => state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("08", StringComparison.Ordinal);
}
