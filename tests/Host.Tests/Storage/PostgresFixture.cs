using Detector.Tests.Shared;

namespace Detector.Host.Tests.Storage;

/// <summary>A PostgreSQL server that the tests of a collection share; each takes a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartNewAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
