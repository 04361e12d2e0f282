using Detector.Host.Errors;
using Detector.Host.Storage;
using Detector.Host.Storage.Sql;
using Detector.Host.Storage.Sqlite;
using Detector.Host.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Host.Tests.Storage;

public sealed class SqliteFaultTests
{
    [Fact]
    public async Task A_full_disk_ends_the_call_clearly_and_the_service_goes_on()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), adjust: services =>
            services.AddSingleton<SqlReferenceStore>().AddSingleton<IReferenceStore, FullStore>());
        var refusal = await Refusal.ExpectAsync(ErrorReason.StoreFull, () => service.CreateAsync("r", Texts.Samples(100)));
        Assert.Null(refusal.RetryAfter);
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => service.ScoreAsync("r", Texts.Samples(5)));
    }

    [Theory]
    [InlineData(5, "StoreBusy")]
    [InlineData(6, "StoreBusy")]
    [InlineData(11, "StoreCorrupt")]
    [InlineData(13, "StoreFull")]
    [InlineData(26, "StoreCorrupt")]
    [InlineData(1, null)]
    public void Every_error_code_has_its_reason(int code, string? reason) =>
        Assert.Equal(reason, SqliteFault.Translate(new SqliteException("message", code))?.Reason.ToString());

    [Theory]
    [InlineData(5, "locked by another process")]
    [InlineData(11, "damaged")]
    [InlineData(13, "disk is full")]
    [InlineData(14, "cannot be opened for writing")]
    [InlineData(26, "no SQLite file")]
    [InlineData(1, "cannot be used")]
    public void Every_error_code_tells_the_operator_what_is_wrong(int code, string words)
    {
        var description = SqliteFault.Describe(new SqliteException("message", code), "/the/path");
        Assert.Contains(words, description, StringComparison.Ordinal);
        Assert.Contains("/the/path", description, StringComparison.Ordinal);
    }
}
