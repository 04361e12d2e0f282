using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace Detector.Host.Tests.Storage;

public sealed class KillTests : IDisposable
{
    private const int Count = 400;

    // Enough for a calibration that is seen in the middle.
    private const string ManyDraws = "--References:NullDraws=6000";

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_kill_while_the_samples_arrive_leaves_nothing_and_the_name_is_free()
    {
        await using (var service = await ServiceProcess.StartAsync(_directory))
        {
            using var call = await SendAsync(service, complete: false);
            await service.KillAsync();
            await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        }

        await using var again = await ServiceProcess.StartAsync(_directory);
        Assert.Empty((await again.References.ListReferencesAsync(new ListReferencesRequest())).References);
        using var repeated = await SendAsync(again, complete: true);
        Assert.Equal(Count, (await repeated.ResponseAsync).Reference.SampleCount);
    }

    [Fact]
    public async Task A_kill_while_the_reference_is_fitted_leaves_nothing_or_all()
    {
        await using (var service = await ServiceProcess.StartAsync(_directory))
        {
            using var call = await SendAsync(service, complete: true);
            await service.KillAsync();
        }

        await WholeOrAbsentAsync();
    }

    [Fact]
    public async Task A_kill_while_the_reference_is_written_leaves_nothing_or_all()
    {
        var log = _directory.StorePath + "-wal";
        await using (var service = await ServiceProcess.StartAsync(_directory))
        {
            var before = new FileInfo(log) is { Exists: true } file ? file.Length : 0;
            using var call = await SendAsync(service, complete: true);
            while ((new FileInfo(log) is not { Exists: true } grown || grown.Length == before) && !call.ResponseAsync.IsCompleted)
            {
                await Task.Yield();
            }

            await service.KillAsync();
        }

        await WholeOrAbsentAsync();
    }

    [Fact]
    public async Task A_kill_after_the_answer_loses_nothing()
    {
        Reference reference;
        await using (var service = await ServiceProcess.StartAsync(_directory))
        {
            using var call = await SendAsync(service, complete: true);
            reference = (await call.ResponseAsync).Reference;
            await service.KillAsync();
        }

        Assert.Equal(ReferenceState.Calibrating, reference.State);
        var found = await WholeOrAbsentAsync();
        Assert.Equal((reference.Name, reference.CreateTime, ReferenceState.Ready), (found!.Name, found.CreateTime, found.State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_calibration_that_a_kill_or_a_stop_ends_in_the_middle_makes_the_same_reference_after_the_next_start(bool kill)
    {
        using var other = new TestDirectory();
        await CalibrateAsync(other);
        await using (var service = await ServiceProcess.StartAsync(_directory, ManyDraws))
        {
            using var call = await SendAsync(service, complete: true);
            await call.ResponseAsync;
            await service.References.UntilAsync("r", reference => reference.CalibrationProgress > 0);
            if (kill)
            {
                await service.KillAsync();
            }
            else
            {
                Assert.Equal(0, await service.TerminateAsync());
            }
        }

        Assert.Equal("calibrating", Read(_directory).State);
        await using (var again = await ServiceProcess.StartAsync(_directory, ManyDraws))
        {
            await again.References.ReadyAsync("r");
        }

        Assert.Equal(Read(other), Read(_directory));
    }

    [Fact]
    public async Task A_stopped_service_ends_with_success()
    {
        await using var service = await ServiceProcess.StartAsync(_directory);
        Assert.Equal(0, await service.TerminateAsync());
    }

    private async Task<Reference?> WholeOrAbsentAsync()
    {
        await using var service = await ServiceProcess.StartAsync(_directory);
        var found = (await service.References.ListReferencesAsync(new ListReferencesRequest())).References.SingleOrDefault();
        if (found is not null)
        {
            found = await service.References.ReadyAsync(found.Name);
            var report = await service.Scoring.ScoreAsync(new ScoreRequest { Reference = found.Name, Samples = { Texts.Samples(50, seed: 2) } });
            Assert.Equal(50, report.Report.SampleCount);
        }

        using var repeated = await SendAsync(service, complete: true);
        await repeated.ResponseAsync;
        var reference = await service.References.ReadyAsync("r");
        Assert.Equal(Count, reference.SampleCount);
        Assert.True(found is null || found.Equals(reference));
        return found;
    }

    private static async Task CalibrateAsync(TestDirectory directory)
    {
        await using var service = await ServiceProcess.StartAsync(directory, ManyDraws);
        using var call = await SendAsync(service, complete: true);
        await call.ResponseAsync;
        await service.References.ReadyAsync("r");
    }

    // The state, and the hash of the content, as they are in the file.
    private static (string State, string Hash) Read(TestDirectory directory)
    {
        using var connection = new SqliteConnection($"Data Source={directory.StorePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state, content_hash FROM reference WHERE name = 'r'";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        return (row.GetString(0), row.GetString(1));
    }

    private static async Task<AsyncClientStreamingCall<CreateReferenceRequest, CreateReferenceResponse>> SendAsync(
        ServiceProcess service, bool complete)
    {
        var call = service.References.CreateReference();
        var samples = Texts.Samples(Count);
        await call.RequestStream.WriteAsync(new CreateReferenceRequest
        {
            RequestId = "request-1",
            Header = new ReferenceHeader { Name = "r" },
            Samples = { samples[..200] },
        });
        if (complete)
        {
            await call.RequestStream.WriteAsync(new CreateReferenceRequest { Samples = { samples[200..] } });
            await call.RequestStream.CompleteAsync();
        }

        return call;
    }
}
