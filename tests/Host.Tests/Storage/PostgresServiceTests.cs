using System.Net;
using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Npgsql;

namespace Detector.Host.Tests.Storage;

public sealed class PostgresServiceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Replicas_share_monitors_and_show_the_same()
    {
        var database = await postgres.Server.CreateDatabaseAsync();
        await using var one = await StartAsync(database);
        await using var two = await StartAsync(database);
        await one.CreateAsync("r", Texts.Samples(300));
        await one.WatchAsync("m", samples: 100);
        var samples = Texts.Samples(600, seed: 2);
        foreach (var (part, i) in samples.Chunk(75).Select((part, i) => (part, i)))
        {
            await (i % 2 == 0 ? one : two).ObserveAsync("m", part, $"request-{i}");
            Assert.True((await (i % 2 == 0 ? two : one).ObserveAsync("m", part, $"request-{i}")).Repeated);
        }

        var reports = await two.ReportsAsync("m", 6, full: true);
        Assert.Equal(reports, await one.ReportsAsync("m", 6, full: true));
        Assert.Equal(await one.ScoreAsync("r", samples[500..]), reports[5].Report);
        Assert.Equal(await one.FindAsync("m"), await two.FindAsync("m"));
        Assert.Equal(await MonitorLinesAsync(one), await MonitorLinesAsync(two));
    }

    [Fact]
    public async Task A_database_that_is_away_is_unavailable_until_it_is_back()
    {
        await using var server = await Detector.Tests.Shared.PostgresServer.StartNewAsync();
        await using var service = await StartAsync(await server.CreateDatabaseAsync());
        await service.CreateAsync("r", Texts.Samples(100));
        await service.WatchAsync("m");
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/readyz")).StatusCode);

        await server.StopAsync();
        var refusal = await Refusal.ExpectAsync(ErrorReason.StoreUnavailable, () => service.ObserveAsync("m", Texts.Samples(10)));
        Assert.NotNull(refusal.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Http.GetAsync("/readyz")).StatusCode);
        Assert.Contains("detector_store_up 0", await service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        await server.StartAsync();
        await service.ObserveAsync("m", Texts.Samples(32, seed: 2));
        await service.ReportsAsync("m", 1);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/readyz")).StatusCode);

        await server.PauseAsync();
        await Refusal.ExpectAsync(ErrorReason.StoreUnavailable, () => service.ObserveAsync("m", Texts.Samples(10)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Http.GetAsync("/readyz")).StatusCode);
        await server.ContinueAsync();
        await service.ObserveAsync("m", Texts.Samples(32, seed: 3));
        await service.ReportsAsync("m", 2);
    }

    [Fact]
    public async Task Databases_that_cannot_be_used_are_refused_at_the_start()
    {
        var newer = await postgres.Server.CreateDatabaseAsync();
        await (await StartAsync(newer)).DisposeAsync();
        Execute(newer, "INSERT INTO detector_schema (version) VALUES (99)");
        var error = await Assert.ThrowsAsync<StartException>(() => StartAsync(newer));
        Assert.Contains("schema version 99", error.Message, StringComparison.Ordinal);

        var foreign = await postgres.Server.CreateDatabaseAsync();
        Execute(foreign, "CREATE TABLE reference (notes TEXT)");
        error = await Assert.ThrowsAsync<StartException>(() => StartAsync(foreign));
        Assert.Contains("another program", error.Message, StringComparison.Ordinal);
        Execute(foreign, "CREATE SCHEMA apart");
        await (await StartAsync(foreign + ";Search Path=apart")).DisposeAsync();

        error = await Assert.ThrowsAsync<StartException>(() => StartAsync(postgres.Server.ConnectionTo("missing") + ";Password=secret"));
        Assert.Contains("Storage:Connection", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<StartException>(() => StartAsync(""));
        Assert.Contains("Storage:Connection", error.Message, StringComparison.Ordinal);
        error = await Assert.ThrowsAsync<StartException>(() => StartAsync("Nonsense=1"));
        Assert.Contains("Storage:Connection", error.Message, StringComparison.Ordinal);
    }

    private static Task<TestService> StartAsync(string connection) => TestService.StartAsync(
        new StubEncoder(),
        options: ["--Storage:Engine=Postgres", $"--Storage:Connection={connection}", "--Storage:BusySeconds=2", "--Monitors:PollMilliseconds=50"]);

    private static async Task<string[]> MonitorLinesAsync(TestService service) =>
    [
        .. (await service.Http.GetStringAsync("/metrics")).Split('\n').Where(line => line.Contains("monitor=\"m\"", StringComparison.Ordinal)).Order(),
    ];

    private static void Execute(string connection, string sql)
    {
        using var source = NpgsqlDataSource.Create(connection);
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }
}
