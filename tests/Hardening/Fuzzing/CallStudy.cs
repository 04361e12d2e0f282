using System.Collections.Concurrent;
using System.Diagnostics;
using Detector.Hardening.Fuzzing.Messages;
using Detector.Hardening.Fuzzing.Wire;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Hardening.Fuzzing;

/// <summary>Calls of every method of a real service, right and wrong ones; between the rounds it must do what it is there for.</summary>
/// <param name="postgres">The store: PostgreSQL or SQLite.</param>
internal sealed class CallStudy(bool postgres) : IStudy<HardeningOptions>
{
    private const int Rounds = 10;
    private const int Callers = 8;
    private const int MostFaultsShown = 10;

    public string Name => $"calls on {(postgres ? "PostgreSQL" : "SQLite")}";

    public async Task<IReadOnlyList<Target>> RunAsync(HardeningOptions setting)
    {
        await using var server = postgres ? await PostgresServer.StartNewAsync() : null;
        await using var service = await FuzzedService.StartAsync(
            server is null ? [] : ["--Storage:Engine=Postgres", $"--Storage:Connection={await server.CreateDatabaseAsync()}"]);
        using var wire = new GrpcWire(service.Address);
        var (tally, clock, calls) = (new Tally(), Stopwatch.StartNew(), (setting.Smoke ? 400 : postgres ? 4_000 : 30_000) / Rounds);
        var (before, failures) = (default(Vitals), new List<string>());
        for (var round = 0; round < Rounds; round++)
        {
            var (first, next) = (round * calls, round * calls);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var number && number <= first + calls)
                {
                    await tally.AddAsync(wire, setting.Seed, number);
                }
            })));
            if (await service.FailureAsync() is { } failure)
            {
                failures.Add($"round {round}: {failure}");
            }

            before = round == 0 ? await Vitals.OfAsync(service.ProcessId) : before;
        }

        var after = await Vitals.OfAsync(service.ProcessId);
        Console.WriteLine($"  {tally.Messages} messages in {Rounds * calls} calls, {clock.Elapsed.TotalSeconds:0} s");
        Console.WriteLine($"  {tally}");
        var defects = service.Defects();

        // Those that only tell have no end.
        var ending = Served.Methods.Count(method => method.IsClientStreaming || !method.IsServerStreaming);
        foreach (var line in tally.Faults.Order().Take(MostFaultsShown).Concat(failures.Take(MostFaultsShown)).Concat(defects.Take(MostFaultsShown)))
        {
            Console.WriteLine($"  {line}");
        }

        return
        [
            new Target($"{Name}: messages that were answered with no defined status", "0", $"{tally.Faults.Count} of {tally.Messages}", tally.Faults.IsEmpty),
            new Target($"{Name}: calls without an answer after {GrpcWire.Longest.TotalSeconds} s", "0", $"{tally.Hangs}", tally.Hangs == 0),
            new Target($"{Name}: methods that some call reached the end of", $"{ending}", $"{tally.Done.Count}", setting.Smoke || postgres || tally.Done.Count == ending),
            new Target($"{Name}: rounds after which a right call failed", "0", $"{failures.Count} of {Rounds}", failures.Count == 0),
            new Target($"{Name}: kinds of errors in the service's log", "0", $"{defects.Count}", defects.Count == 0),
            .. setting.Smoke ? [] : after.Since(before, Name),
        ];
    }

    private sealed class Tally
    {
        private readonly ConcurrentDictionary<string, int> _answers = [];
        private int _messages;
        private int _hangs;

        public ConcurrentBag<string> Faults { get; } = [];

        /// <summary>Methods that answered OK.</summary>
        public ConcurrentDictionary<string, bool> Done { get; } = [];

        public int Messages => _messages;

        public int Hangs => _hangs;

        public async Task AddAsync(GrpcWire wire, int seed, int number)
        {
            var random = Seeds.For("calls", seed, number);
            var method = Served.Methods[number % Served.Methods.Count];
            var call = FuzzedCall.Of(method, random);
            var answer = await wire.CallAsync(call.Path, call.Body, call.Headers, call.Type);
            Interlocked.Add(ref _messages, call.Messages);
            if (answer == Answer.Hang)
            {
                Interlocked.Increment(ref _hangs);
            }

            if (answer.Grpc == 0)
            {
                Done[Served.PathOf(method)] = true;
            }

            _answers.AddOrUpdate(DefinedStatus.Name(answer), 1, (_, count) => count + 1);
            if (DefinedStatus.Fault(call.Path, answer) is { } fault)
            {
                Faults.Add($"call {number}, {call.Path}: {fault}");
            }
        }

        public override string ToString() => string.Join(", ", _answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}"));
    }
}
