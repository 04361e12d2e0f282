using Detector.Host.Storage;
using Detector.Host.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Tests.Storage;

/// <summary>A store whose disk is full when content is written.</summary>
internal sealed class FullStore(SqlReferenceStore store) : PassingStore(store)
{
    public override Task<StoredReference> AddAsync(
        StoredReference reference, StoredRequest? request, int maximum, Action<Stream> writeContent, CancellationToken cancellation) =>
        base.AddAsync(
            reference,
            request,
            maximum,
            _ => throw new SqliteException("database or disk is full", SQLitePCL.raw.SQLITE_FULL),
            cancellation);
}
