using Detector.Host.Options;
using Detector.Host.Storage;
using Detector.Host.Storage.Postgres;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Storage;

/// <summary>A database of one test on a server that many share.</summary>
/// <param name="connection">How to connect to it.</param>
internal sealed class PostgresDatabase(string connection) : ITestDatabase
{
    private readonly List<ISqlEngine> _engines = [];

    public static async Task<ITestDatabase> CreateAsync(PostgresServer server) => new PostgresDatabase(await server.CreateDatabaseAsync());

    public ISqlEngine Open()
    {
        var engine = new PostgresEngine(new StorageOptions { Engine = StorageEngine.Postgres, Connection = connection });
        engine.Prepare();
        _engines.Add(engine);
        return engine;
    }

    public ValueTask DisposeAsync()
    {
        _engines.ForEach(engine => engine.Dispose());
        return ValueTask.CompletedTask;
    }
}
