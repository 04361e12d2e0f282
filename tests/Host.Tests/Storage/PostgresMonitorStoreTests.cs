namespace Detector.Host.Tests.Storage;

public sealed class PostgresMonitorStoreTests(PostgresFixture postgres) : MonitorStoreTests, IClassFixture<PostgresFixture>
{
    internal override Task<ITestDatabase> CreateAsync() => PostgresDatabase.CreateAsync(postgres.Server);
}
