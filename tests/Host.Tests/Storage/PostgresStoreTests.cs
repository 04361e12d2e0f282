using Detector.Host.Options;
using Detector.Host.Storage;
using Detector.Host.Storage.Postgres;

namespace Detector.Host.Tests.Storage;

public sealed class PostgresMonitorStoreTests : MonitorStoreTests
{
    internal override Task<ITestDatabase> CreateAsync() => Task.FromResult<ITestDatabase>(new TempPg());
}

public sealed class PostgresReferenceStoreTests : ReferenceStoreTests
{
    internal override Task<ITestDatabase> CreateAsync() => Task.FromResult<ITestDatabase>(new TempPg());
}

internal sealed class TempPg : ITestDatabase
{
    private readonly string _name = "s" + Guid.NewGuid().ToString("N");
    private readonly List<ISqlEngine> _engines = [];

    public ISqlEngine Open()
    {
        var cs = "Host=127.0.0.1;Port=55432;Username=postgres;Database=t1";
        if (_engines.Count == 0)
        {
            using var s = Npgsql.NpgsqlDataSource.Create(cs);
            using var c = s.CreateCommand($"CREATE SCHEMA {_name}");
            c.ExecuteNonQuery();
        }

        var engine = new PostgresEngine(new StorageOptions { Engine = StorageEngine.Postgres, Connection = cs + ";Search Path=" + _name });
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
