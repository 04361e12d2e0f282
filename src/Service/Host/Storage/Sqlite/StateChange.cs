using Dapper;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Storage.Sqlite;

/// <summary>How a reference leaves the state of calibrating: once, whoever comes first.</summary>
internal static class StateChange
{
    /// <summary>Makes it ready with new content; null when it is not calibrating any more.</summary>
    public static StoredReference? Complete(
        SqliteConnection connection,
        SqliteTransaction transaction,
        StoredReference reference,
        Action<Stream> writeContent,
        CancellationToken cancellation)
    {
        var ready = reference with { State = ReferenceState.Ready };
        if (!Leave(connection, transaction, ready))
        {
            return null;
        }

        using var content = new ChunkWriter(connection, transaction, ready.Id, cancellation);
        writeContent(content);
        var (bytes, hash) = content.Complete();
        ready = ready with { StoredBytes = bytes, ContentHash = hash };
        connection.Execute(
            "UPDATE reference SET null_sizes = @NullSizes, stored_bytes = @StoredBytes, content_hash = @ContentHash WHERE id = @Id",
            ReferenceRow.From(ready),
            transaction);
        return ready;
    }

    /// <summary>Marks it as failed; false when it is not calibrating any more.</summary>
    public static bool Fail(SqliteConnection connection, SqliteTransaction transaction, StoredReference reference, string failure) =>
        Leave(connection, transaction, reference with { State = ReferenceState.Failed, Failure = failure });

    private static bool Leave(SqliteConnection connection, SqliteTransaction transaction, StoredReference reference)
    {
        var row = ReferenceRow.From(reference);
        var changed = connection.Execute(
            "UPDATE reference SET state = @State, failure = @Failure, stored_bytes = 0, content_hash = '' WHERE id = @Id AND state = 'calibrating'",
            row,
            transaction);
        if (changed > 0)
        {
            connection.Execute("DELETE FROM reference_chunk WHERE reference_id = @Id", row, transaction);
        }

        return changed > 0;
    }
}
