namespace Detector.Host.Tests.Storage;

public sealed class PostgresReferenceStoreTests(PostgresFixture postgres) : ReferenceStoreTests, IClassFixture<PostgresFixture>
{
    internal override Task<ITestDatabase> CreateAsync() => PostgresDatabase.CreateAsync(postgres.Server);
}
