namespace Detector.Host.Storage.Sql;

/// <summary>How a reference leaves the state of calibrating: once, whoever comes first.</summary>
internal static class StateChange
{
    /// <summary>Makes it ready with new content; null when it is not calibrating any more.</summary>
    public static StoredReference? Complete(
        SqlSession session, StoredReference reference, Action<Stream> writeContent, CancellationToken cancellation)
    {
        var ready = reference with { State = ReferenceState.Ready };
        if (!Leave(session, ready))
        {
            return null;
        }

        using var content = new ChunkWriter(session, ready.Id, cancellation);
        writeContent(content);
        var (bytes, hash) = content.Complete();
        ready = ready with { StoredBytes = bytes, ContentHash = hash };
        session.Execute(
            "UPDATE reference SET null_sizes = @NullSizes, stored_bytes = @StoredBytes, content_hash = @ContentHash WHERE id = @Id",
            ReferenceRow.From(ready));
        return ready;
    }

    /// <summary>Marks it as failed; false when it is not calibrating any more.</summary>
    public static bool Fail(SqlSession session, StoredReference reference, string failure) =>
        Leave(session, reference with { State = ReferenceState.Failed, Failure = failure });

    private static bool Leave(SqlSession session, StoredReference reference)
    {
        var row = ReferenceRow.From(reference);
        var changed = session.Execute(
            "UPDATE reference SET state = @State, failure = @Failure, stored_bytes = 0, content_hash = '' WHERE id = @Id AND state = 'calibrating'",
            row);
        if (changed > 0)
        {
            session.Execute("DELETE FROM reference_chunk WHERE reference_id = @Id", row);
        }

        return changed > 0;
    }
}
