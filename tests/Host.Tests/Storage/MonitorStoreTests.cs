using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Host.Errors;
using Detector.Host.Monitoring;
using Detector.Host.Storage;
using Detector.Host.Storage.Sql;

namespace Detector.Host.Tests.Storage;

/// <summary>What a store of monitors does, whatever its database.</summary>
public abstract class MonitorStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private ITestDatabase _database = null!;
    private SqlMonitorStore _store = null!;
    private long _reference;

    public async Task InitializeAsync()
    {
        _database = await CreateAsync();
        var engine = _database.Open();
        _store = new SqlMonitorStore(engine);
        _reference = (await new SqlReferenceStore(engine).AddAsync(Stored.Reference("r"), null, 10, stream => stream.Write([1]), default)).Id;
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    internal abstract Task<ITestDatabase> CreateAsync();

    [Fact]
    public async Task A_monitor_comes_back_as_it_was()
    {
        var monitor = Monitor("m", settings: new MonitorSettings
        {
            Window = new WindowSettings { Samples = 77, MinDuration = TimeSpan.FromSeconds(3), MaxDuration = TimeSpan.FromMinutes(5), CloseOnGeneration = true },
            Thresholds = new Thresholds { Significance = 0.01, WatchEffect = 0.07 },
            Evidence = new EvidenceSettings { WarningEvidence = 33, PageEvidence = 44, PerMonitor = true },
            Retention = new RetentionSettings { Reports = 5, ReportAge = TimeSpan.FromDays(3), KeepSamples = true },
        });
        var added = await _store.AddAsync(monitor, 10, default);
        var found = await _store.FindAsync("m", default);
        Assert.Equal(added.Settings, found!.Monitor.Settings);
        Assert.Equal((added.Id, "ä", "r", ulong.MaxValue - 5, Noon), (found.Monitor.Id, found.Monitor.Description, found.Monitor.ReferenceName, found.Monitor.Seed, found.Monitor.CreateTime));
        Assert.Equal((null, 0, 0L), (found.Open, found.WaitingWindows, found.Monitor.Samples));
        Assert.Null(await _store.FindAsync("M", default));
    }

    [Fact]
    public async Task Names_are_listed_by_their_bytes()
    {
        foreach (var name in (string[])["b", "B", "a-1", "a.1", "a_1", "a1"])
        {
            await _store.AddAsync(Monitor(name), 10, default);
        }

        Assert.Equal(["B", "a-1", "a.1", "a1", "a_1", "b"], (await _store.ListAsync("", 10, default)).Select(status => status.Monitor.Name));
        Assert.Equal(["a1", "a_1"], (await _store.ListAsync("a.1", 2, default)).Select(status => status.Monitor.Name));
        Assert.Equal(6, await _store.CountAsync(default));
    }

    [Fact]
    public async Task Samples_fill_windows_and_come_back_in_their_order()
    {
        await _store.AddAsync(Monitor("m", 20), 10, default);
        var samples = Samples(50);
        var results = await AppendAsync(new Observation("m", samples[..30], "", null), new Observation("none", samples[..1], "", null), new Observation("m", samples[30..], "", null));
        Assert.Equal([2, 0, 3], results.Select(result => result.Window));
        Assert.Equal(ErrorReason.MonitorNotFound, results[1].Refusal!.Reason);
        var status = await _store.FindAsync("m", default);
        Assert.Equal((2, 3L, 10, 50L, Noon), (status!.WaitingWindows, status.Open!.Number, status.Open.Kept, status.Monitor.Samples, status.Monitor.LastSampleTime));
        var task = await ClaimAsync();
        Assert.Equal(samples[..20], task!.Samples);
        Assert.True(await CompleteAsync(task));
        Assert.Equal(samples[20..40], (await ClaimAsync())!.Samples);
    }

    [Fact]
    public async Task What_was_acknowledged_is_not_added_again()
    {
        await _store.AddAsync(Monitor("m", 20), 10, default);
        var request = new Observation("m", Samples(5), "", new ObservationKey.Request("id", "hash"));
        var message = new Observation("m", Samples(5), "", new ObservationKey.Message("s", 1));
        Assert.Equal([false, true, false, true], (await AppendAsync(request, request, message, message)).Select(result => result.Repeated));
        Assert.Equal([true, true], (await AppendAsync(request, message)).Select(result => result.Repeated));
        var refused = await AppendAsync(
            request with { Key = new ObservationKey.Request("id", "other") }, message with { Key = new ObservationKey.Message("s", 3) });
        Assert.Equal([ErrorReason.RequestIdReused, ErrorReason.InvalidField], refused.Select(result => result.Refusal!.Reason));
        Assert.Equal(10, (await _store.FindAsync("m", default))!.Monitor.Samples);
        Assert.Equal(new StreamPosition(1, 1), await _store.FindStreamAsync("m", "s", default));
        Assert.Equal(new StreamPosition(0, 0), await _store.FindStreamAsync("m", "t", default));
        await _store.CloseDueAsync(Noon.AddHours(2), Noon.AddHours(1), default);
        Assert.Equal(new StreamPosition(0, 0), await _store.FindStreamAsync("m", "s", default));
        Assert.False((await AppendAsync(request))[0].Repeated);
    }

    [Fact]
    public async Task Samples_are_refused_while_too_many_windows_wait()
    {
        await _store.AddAsync(Monitor("m", 20), 10, default);
        var results = await AppendAsync([.. Enumerable.Range(0, 5).Select(_ => new Observation("m", Samples(20), "", null))], waiting: 3);
        Assert.Equal([null, null, null, ErrorReason.QueueFull, ErrorReason.QueueFull], results.Select(result => result.Refusal?.Reason));
        await CompleteAsync((await ClaimAsync())!);
        Assert.Null((await AppendAsync([new Observation("m", Samples(20), "", null)], waiting: 3))[0].Refusal);
    }

    [Fact]
    public async Task Each_window_is_completed_once_and_in_order_however_many_judge_it()
    {
        await _store.AddAsync(Monitor("m", 20), 10, default);
        await AppendAsync(new Observation("m", Samples(60), "", null));
        var other = new SqlMonitorStore(_database.Open());
        var first = await _store.ClaimAsync("one", Noon, Noon.AddSeconds(10), default);
        Assert.Null(await other.ClaimAsync("two", Noon.AddSeconds(5), Noon.AddSeconds(15), default));
        await _store.RenewAsync("one", first!.Monitor.Id, Noon.AddSeconds(20), default);
        Assert.Null(await other.ClaimAsync("two", Noon.AddSeconds(15), Noon.AddSeconds(25), default));
        var late = await other.ClaimAsync("two", Noon.AddSeconds(21), Noon.AddSeconds(30), default);
        Assert.Equal(first.Windows, late!.Windows);
        Assert.True(await CompleteAsync(late, other));
        Assert.False(await CompleteAsync(first));
        var second = await other.ClaimAsync("two", Noon.AddSeconds(22), Noon.AddSeconds(30), default);
        Assert.Equal((2, 1L), (second!.Windows[0].Number, second.Monitor.JudgedWindow));
        Assert.Equal([7], second.Monitor.Evidence);
        Assert.Equal([(Verdict.Watch, 1L)], second.Monitor.VerdictCounts.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public async Task A_reset_makes_work_under_way_useless_and_keeps_reports()
    {
        await _store.AddAsync(Monitor("m", 20), 10, default);
        await AppendAsync(new Observation("m", Samples(50), "", null));
        await CompleteAsync((await ClaimAsync())!);
        var task = await ClaimAsync();
        Assert.NotNull(await _store.ResetAsync("m", null, "id", Noon, default));
        Assert.Null(await _store.ResetAsync("m", null, "id", Noon, default));
        Assert.False(await CompleteAsync(task!));
        var status = (await _store.FindAsync("m", default))!;
        Assert.Equal((1, null, 0, null, null), (status.Monitor.Resets, status.Monitor.Evidence, status.WaitingWindows, status.Open, status.Monitor.Verdict));
        Assert.Equal([1], (await _store.ListReportsAsync("m", 0, 100, true, 10, default)).Select(report => report.Window.Number));
        Assert.Equal(4, (await AppendAsync(new Observation("m", Samples(1), "", null)))[0].Window);
    }

    [Fact]
    public async Task A_burn_in_waits_for_all_its_windows()
    {
        await _store.AddAsync(Monitor("m", 20) with { ReferenceId = null, BurnInWindows = 2, State = MonitorState.BurningIn }, 10, default);
        await AppendAsync(new Observation("m", Samples(30), "", null));
        Assert.Null(await ClaimAsync());
        await AppendAsync(new Observation("m", Samples(40), "", null));
        var task = await ClaimAsync();
        Assert.Equal((2, 40), (task!.Windows.Count, task.Samples.Count));
        Assert.True(await _store.CompleteBurnInAsync(task, _reference, default));
        Assert.False(await _store.CompleteBurnInAsync(task, _reference, default));
        var next = await ClaimAsync();
        Assert.Equal((MonitorState.Watching, "r", 3L), (next!.Monitor.State, next.Monitor.ReferenceName, next.Windows[0].Number));
    }

    [Fact]
    public async Task What_cannot_be_judged_is_left_for_later_and_says_why()
    {
        await _store.AddAsync(Monitor("m", 20), 10, default);
        await AppendAsync(new Observation("m", Samples(20), "", null));
        var task = await ClaimAsync();
        await _store.PostponeAsync("one", task!.Monitor, "because", Noon.AddSeconds(30), default);
        Assert.Equal("because", (await _store.FindAsync("m", default))!.Monitor.Failure);
        Assert.Null(await _store.ClaimAsync("one", Noon.AddSeconds(20), Noon.AddSeconds(50), default));
        Assert.NotNull(await _store.ClaimAsync("two", Noon.AddSeconds(31), Noon.AddSeconds(50), default));
    }

    [Fact]
    public async Task Many_processes_add_to_one_monitor_and_nothing_is_lost_or_doubled()
    {
        await _store.AddAsync(Monitor("m", 20), 10, default);
        await _store.AddAsync(Monitor("n", 20), 10, default);
        SqlMonitorStore[] stores = [.. Enumerable.Range(0, 4).Select(_ => new SqlMonitorStore(_database.Open()))];
        await Task.WhenAll(stores.Select(async (store, process) =>
        {
            for (var i = 0; i < 25; i++)
            {
                var key = new ObservationKey.Request($"{process}-{i}", "");
                Observation[] both = [new("m", Samples(3), "", key), new("n", Samples(3), "", key)];
                for (var repeat = 0; repeat < 2; repeat++)
                {
                    var results = await store.AppendAsync(process % 2 == 0 ? both : [.. both.Reverse()], 1000, Noon, default);
                    Assert.All(results, result => Assert.Equal(repeat == 1, result.Repeated));
                }
            }
        }));
        foreach (var name in (string[])["m", "n"])
        {
            var status = (await _store.FindAsync(name, default))!;
            Assert.Equal((300, 15, null), (status.Monitor.Samples, status.WaitingWindows, status.Open));
        }

        for (var window = 0; window < 30; window++)
        {
            var task = (await ClaimAsync())!;
            Assert.Equal(20, task.Samples.Count);
            await CompleteAsync(task);
        }

        Assert.Null(await ClaimAsync());
    }

    [Fact]
    public async Task A_random_choice_holds_what_the_smallest_priorities_say()
    {
        var settings = new MonitorSettings { Window = new WindowSettings { Samples = 16, MinDuration = TimeSpan.FromMinutes(1) } };
        await _store.AddAsync(Monitor("m", settings: settings), 10, default);
        var samples = Samples(200);
        foreach (var part in samples.Chunk(33))
        {
            await AppendAsync(new Observation("m", part, "", null));
        }

        Assert.Equal(0, await _store.CloseDueAsync(Noon.AddSeconds(59), Noon, default));
        Assert.Equal(1, await _store.CloseDueAsync(Noon.AddSeconds(60), Noon, default));
        var task = await ClaimAsync();
        var expected = Enumerable.Range(0, 200)
            .OrderBy(i => Detection.Sequential.ReservoirPriority.Of(task!.Monitor.Seed, 1, i)).Take(16).Order().Select(i => samples[i]);
        Assert.Equal(expected, task!.Samples);
        Assert.Equal((200L, 16, CloseReason.Full), (task.Windows[0].Seen, task.Windows[0].Kept, task.Windows[0].CloseReason));
    }

    [Fact]
    public async Task A_reference_in_use_is_not_deleted()
    {
        var references = new SqlReferenceStore(_database.Open());
        await _store.AddAsync(Monitor("m"), 10, default);
        var refusal = await Assert.ThrowsAsync<ServiceException>(() => references.DeleteAsync("r", default));
        Assert.Equal(ErrorReason.ReferenceInUse, refusal.Reason);
        Assert.Contains("'m'", refusal.Message, StringComparison.Ordinal);
        await _store.DeleteAsync("m", default);
        Assert.True(await references.DeleteAsync("r", default));
    }

    private Task<IReadOnlyList<ObservationResult>> AppendAsync(params Observation[] observations) => AppendAsync(observations, 1000);

    private Task<IReadOnlyList<ObservationResult>> AppendAsync(Observation[] observations, int waiting) =>
        _store.AppendAsync(observations, waiting, Noon, default);

    private Task<JudgingTask?> ClaimAsync() => _store.ClaimAsync("one", Noon.AddMinutes(2), Noon.AddMinutes(1), default);

    private Task<bool> CompleteAsync(JudgingTask task, IMonitorStore? store = null) =>
        (store ?? _store).CompleteAsync(task, new JudgedWindow(Verdict.Watch, [1, 2, 3], [7]), Noon.AddMinutes(2), default);

    private StoredMonitor Monitor(string name, int samples = 20, MonitorSettings? settings = null) => new()
    {
        Name = name,
        Description = "ä",
        ReferenceId = _reference,
        ReferenceName = "r",
        BurnInWindows = 0,
        Settings = settings ?? new MonitorSettings { Window = new WindowSettings { Samples = samples } },
        Seed = ulong.MaxValue - 5,
        State = MonitorState.Watching,
        CreateTime = Noon,
        UpdateTime = Noon,
    };

    private static Sample[] Samples(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Sample($"text {i} ü\0")
        {
            Id = i % 2 == 0 ? $"id {i}" : null,
            Prompt = i % 3 == 0 ? "prompt" : null,
            Group = i % 5 == 0 ? "group" : null,
            Subset = i % 7 == 0 ? "subset" : null,
            Time = i % 11 == 0 ? Noon.AddTicks(i) : null,
        }),
    ];
}
