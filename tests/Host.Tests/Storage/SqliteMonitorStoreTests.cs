namespace Detector.Host.Tests.Storage;

public sealed class SqliteMonitorStoreTests : MonitorStoreTests
{
    internal override Task<ITestDatabase> CreateAsync() => Task.FromResult<ITestDatabase>(new SqliteDatabase());
}
