using Detector.Host.Options;
using Detector.Host.Storage.Postgres;
using Detector.Host.Storage.Sql;
using Detector.Host.Storage.Sqlite;

namespace Detector.Host.Storage;

/// <summary>Adds the store.</summary>
internal static class StorageRegistration
{
    /// <summary>Adds the engine that the options name, and the stores on it.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<ISqlEngine>(provider => Open(provider.GetRequiredService<StorageOptions>()))
        .AddSingleton<IReferenceStore, SqlReferenceStore>()
        .AddSingleton<IMonitorStore, SqlMonitorStore>()
        .AddSingleton<StoreWatch>();

    private static ISqlEngine Open(StorageOptions options) =>
        options.Engine == StorageEngine.Postgres ? new PostgresEngine(options) : new SqliteEngine(options);
}
