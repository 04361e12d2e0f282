using Detector.Host.Errors;
using Detector.Host.Storage;
using Detector.Host.Tests.Hosting;
using Detector.Host.Tests.Storage;
using Detector.V1;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using ReferenceState = Detector.V1.ReferenceState;

namespace Detector.Host.Tests.References;

public sealed class ResumedCalibrationTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stop_does_not_wait_for_a_calibration_and_the_next_start_makes_the_reference_of_an_undisturbed_run(bool keepTexts)
    {
        await InterruptAsync(keepTexts);
        await using var resumed = await StartAsync();
        await resumed.References.ReadyAsync("r");
        await using var undisturbed = await TestService.StartAsync(new StubEncoder());
        await undisturbed.CreateAsync("r", Texts.Samples(300, prompts: true), header: header => header.KeepTexts = keepTexts);
        Assert.Equal(await HashAsync(undisturbed), await HashAsync(resumed));
        Assert.Equal(
            await undisturbed.ScoreAsync("r", Texts.Samples(50, seed: 2)), await resumed.ScoreAsync("r", Texts.Samples(50, seed: 2)));
    }

    [Theory]
    [InlineData("UPDATE reference_chunk SET bytes = zeroblob(length(bytes))", "is damaged")]
    [InlineData("DELETE FROM reference_chunk", "is damaged")]
    public async Task What_cannot_be_calibrated_is_marked_and_logged_once_and_has_to_be_made_anew(string damage, string failure)
    {
        await InterruptAsync();
        Execute(damage);
        var logs = new LogRecorder();
        await using (var service = await StartAsync(logs.Register))
        {
            var reference = await service.References.UntilAsync("r", found => found.State != ReferenceState.Calibrating);
            Assert.Equal((ReferenceState.Failed, 0, 0), (reference.State, reference.CalibrationProgress, reference.StoredBytes));
            Assert.Contains(failure, reference.Failure, StringComparison.Ordinal);
            var refusal = await Refusal.ExpectAsync(ErrorReason.ReferenceFailed, () => service.ScoreAsync("r", Texts.Samples(5)));
            Assert.Contains(reference.Failure, refusal.Message, StringComparison.Ordinal);
            Assert.Null(refusal.RetryAfter);
        }

        Assert.Single(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(failure, StringComparison.Ordinal));
        var later = new LogRecorder();
        await using var again = await StartAsync(later.Register);
        Assert.Equal(ReferenceState.Failed, (await again.References.UntilAsync("r", _ => true)).State);
        await again.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "r" });
        await again.CreateAsync("r", Texts.Samples(100));
        Assert.DoesNotContain(later.Lines, line => line.Contains("Resuming", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_in_trouble_fails_a_calibration_until_the_next_start()
    {
        var gate = new Gate();
        var logs = new LogRecorder();
        await using (var service = await StartAsync(HeldStore.At(gate) + logs.Register, "--Storage:BusySeconds=1"))
        {
            await service.BeginAsync("r", Texts.Samples(100));
            await gate.Reached;
            using var other = Connect();
            using var transaction = other.BeginTransaction(deferred: false);
            gate.Open();
            var reference = await service.References.UntilAsync("r", found => found.State != ReferenceState.Calibrating);
            Assert.Equal((ReferenceState.Failed, 0), (reference.State, reference.CalibrationProgress));
            Assert.Contains("Storage:BusySeconds", reference.Failure, StringComparison.Ordinal);
            Assert.Contains("starts anew", reference.Failure, StringComparison.Ordinal);
            await Refusal.ExpectAsync(ErrorReason.ReferenceFailed, () => service.ScoreAsync("r", Texts.Samples(5)));
            await Metrics.WaitAsync(service, "detector_references_calibrating 0");
        }

        Assert.Single(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        await using var again = await StartAsync();
        await again.References.ReadyAsync("r");
    }

    [Fact]
    public async Task Two_processes_that_calibrate_one_reference_make_it_once()
    {
        var gate = new Gate();
        var logs = new LogRecorder();
        await using var slow = await StartAsync(HeldStore.At(gate) + logs.Register);
        await slow.BeginAsync("r", Texts.Samples(300));
        await gate.Reached;
        await using (var fast = await StartAsync())
        {
            await fast.References.ReadyAsync("r");
        }

        var hash = await HashAsync(slow);
        gate.Open();
        await Metrics.WaitAsync(slow, "detector_references_calibrating 0");
        Assert.Contains(logs.Lines, line => line.Contains("another process was first", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal(ReferenceState.Ready, (await slow.References.UntilAsync("r", _ => true)).State);
        Assert.Equal(hash, await HashAsync(slow));
        await slow.ScoreAsync("r", Texts.Samples(5));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Texts_are_in_the_store_until_the_reference_is_ready_and_afterwards_only_when_they_are_kept(bool keepTexts)
    {
        await InterruptAsync(keepTexts);
        Assert.InRange(TextsInStore(), keepTexts ? 200 : 100, keepTexts ? 300 : 160);
        await using (var service = await StartAsync())
        {
            await service.References.ReadyAsync("r");
        }

        Assert.InRange(TextsInStore(), keepTexts ? 200 : 0, keepTexts ? 300 : 0);
    }

    [Fact]
    public async Task No_text_is_left_of_a_reference_that_was_deleted_before_it_was_ready()
    {
        await InterruptAsync();
        await using (var service = await StartAsync(HeldStore.At(new Gate())))
        {
            await service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "r" });
        }

        Assert.Equal(0, TextsInStore());
    }

    // Leaves a reference whose nulls were computed but could not be stored before the service stopped.
    private async Task InterruptAsync(bool keepTexts = false)
    {
        var gate = new Gate();
        await using var service = await StartAsync(HeldStore.At(gate));
        await service.BeginAsync("r", Texts.Samples(300, prompts: true), header: header => header.KeepTexts = keepTexts);
        await gate.Reached;
        await service.StopAsync();
        await gate.GivenUp;
    }

    // A text that lies across two pages of the file is not seen.
    private int TextsInStore()
    {
        var stored = Directory.EnumerateFiles(Path.GetDirectoryName(_directory.StorePath)!)
            .Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file))).ToArray();
        return Texts.Samples(300, prompts: true).Count(sample => stored.Any(file => file.Contains(sample.Text, StringComparison.Ordinal)));
    }

    private Task<TestService> StartAsync(Action<IServiceCollection>? adjust = null, params string[] options) =>
        TestService.StartAsync(new StubEncoder(), _directory, adjust, ["--Log:Level=Information", .. options]);

    private static async Task<string> HashAsync(TestService service) =>
        (await service.Parts.GetRequiredService<IReferenceStore>().FindAsync("r", default))!.ContentHash;

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_directory.StorePath};Pooling=False");
        connection.Open();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
