using Detector.Host.Options;
using Detector.Host.Storage;
using Detector.Host.Storage.Sqlite;
using Detector.Host.Tests.Hosting;

namespace Detector.Host.Tests.Storage;

/// <summary>A file of one test.</summary>
internal sealed class SqliteDatabase : ITestDatabase
{
    private readonly TestDirectory _directory = new();
    private readonly List<ISqlEngine> _engines = [];

    public ISqlEngine Open()
    {
        var engine = new SqliteEngine(new StorageOptions { Path = _directory.StorePath });
        engine.Prepare();
        _engines.Add(engine);
        return engine;
    }

    public ValueTask DisposeAsync()
    {
        _engines.ForEach(engine => engine.Dispose());
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
