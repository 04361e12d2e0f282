using Detector.Host.Storage.Sqlite;

namespace Detector.Host.Storage;

/// <summary>Adds the store.</summary>
internal static class StorageRegistration
{
    /// <summary>Adds the SQLite store.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<SqliteFile>()
        .AddSingleton<IReferenceStore, SqliteReferenceStore>();
}
