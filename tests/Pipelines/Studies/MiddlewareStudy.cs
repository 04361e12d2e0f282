using System.Diagnostics;
using System.Globalization;
using Detector.Client;
using Detector.Pipelines.Running;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;
using Microsoft.Extensions.AI;

namespace Detector.Pipelines.Studies;

/// <summary>UseDetector in front of a chat client: what a call pays for it, and what a restart of the service loses.</summary>
internal sealed class MiddlewareStudy : IStudy<Setting>
{
    private const double MostMicroseconds = 50;
    private const int Callers = 4;

    private static readonly ChatMessage[] Conversation =
    [
        new(ChatRole.System, "You are a careful assistant who answers in two or three sentences and says so when something is not known."),
        new(ChatRole.User, "How long does it take to sail from Lisbon to Madeira, and what is the best month for it?"),
    ];

    public string Name => "middleware";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        await using var service = await Service.StartNewAsync();
        using var client = new DetectorClient(service.Options);
        List<Target> targets = [];
        targets.Add(await OverheadAsync(setting, client, "response", async chat => await chat.GetResponseAsync(Conversation)));
        targets.Add(await OverheadAsync(setting, client, "stream of 20 updates", async chat =>
        {
            await foreach (var _ in chat.GetStreamingResponseAsync(Conversation))
            {
            }
        }));
        targets.AddRange(await RestartAsync(setting, service, client));
        return targets;
    }

    // Paired: each repeat calls the bare and the watched client in turns, whichever first, and takes the difference.
    private async Task<Target> OverheadAsync(Setting setting, DetectorClient client, string what, Func<IChatClient, Task> call)
    {
        var (repeats, calls) = setting.Options.Smoke ? (11, 100) : (101, 200);
        var monitor = $"overhead-{what.Split(' ')[0]}";
        await CreateAsync(client, monitor);
        await using var observer = new DetectorObserver(client, monitor);
        using var bare = new CannedChat(setting.Texts);
        using var watched = new ChatClientBuilder(new CannedChat(setting.Texts)).UseDetector(observer).Build();
        List<double> differences = [];
        for (var repeat = -3; repeat < repeats; repeat++)
        {
            var first = repeat % 2 == 0 ? bare : watched;
            var one = await TimeAsync(first, calls, call);
            var other = await TimeAsync(first == bare ? watched : bare, calls, call);
            await observer.FlushAsync();
            // The first repeats compile.
            if (repeat >= 0)
            {
                differences.Add(first == bare ? other - one : one - other);
            }
        }

        var overhead = MedianInterval.Of(differences);
        setting.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what}: {overhead.Median:0.00} µs more per call (95 % interval of the median {overhead.Low:0.00} to {overhead.High:0.00}), {repeats} repeats of {calls} calls"));
        return new Target(
            $"{Name}: microseconds added to a call, {what}",
            string.Create(CultureInfo.InvariantCulture, $"< {MostMicroseconds}"),
            string.Create(CultureInfo.InvariantCulture, $"{overhead.Median:0.00} ({overhead.Low:0.00} to {overhead.High:0.00})"),
            overhead.Median < MostMicroseconds && observer.Counts.Dropped == 0);
    }

    private static async Task<double> TimeAsync(IChatClient chat, int calls, Func<IChatClient, Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            await call(chat);
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / calls;
    }

    private async Task<IReadOnlyList<Target>> RestartAsync(Setting setting, Service service, DetectorClient client)
    {
        var least = setting.Options.Smoke ? 300 : 3000;
        await CreateAsync(client, "restart");
        await using var observer = new DetectorObserver(client, "restart");
        using var chat = new ChatClientBuilder(new CannedChat(setting.Texts)).UseDetector(observer).Build();
        var (calls, isBack) = (0, false);
        var calling = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            var after = 0;
            while (after < least / Callers)
            {
                await chat.GetResponseAsync(Conversation);
                Interlocked.Increment(ref calls);
                after += Volatile.Read(ref isBack) ? 1 : 0;
                await Task.Delay(1);
            }
        })));
        while (observer.Counts.Acknowledged < least / 3)
        {
            await Task.Delay(1);
        }

        var killed = Volatile.Read(ref calls);
        await service.KillAsync();
        await service.StartAsync();
        var started = Volatile.Read(ref calls);
        Volatile.Write(ref isBack, true);
        await calling;
        await observer.FlushAsync();
        var counts = observer.Counts;
        var stored = (await client.GetMonitorAsync("restart")).SampleCount;
        setting.Output.WriteLine($"  restart: {calls} calls, {started - killed} of them while the service was away; {counts.Failures} attempts to send failed");
        return
        [
            new Target($"{Name}: samples acknowledged, service killed and restarted", $"{calls}, the calls made", $"{counts.Acknowledged}", counts.Acknowledged == calls),
            new Target($"{Name}: samples that the monitor counts", $"{calls}, the calls made", $"{stored}", stored == calls),
            new Target($"{Name}: samples dropped", "0", $"{counts.Dropped}", counts.Dropped == 0),
        ];
    }

    // Its window is never full, so that the service has nothing to judge meanwhile.
    private static async Task CreateAsync(DetectorClient client, string monitor) => await client.CreateMonitorAsync(new CreateMonitorRequest
    {
        Name = monitor,
        BurnInWindows = 100,
        Settings = new MonitorSettings { Window = new WindowSettings { Samples = 8192 } },
    });
}
