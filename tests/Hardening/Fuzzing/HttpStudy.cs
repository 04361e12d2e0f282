using System.Collections.Concurrent;
using System.Diagnostics;
using Detector.Hardening.Fuzzing.Wire;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Hardening.Fuzzing;

/// <summary>Requests to the HTTP port and connections to the gRPC port, right and broken, byte for byte.</summary>
internal sealed class HttpStudy : IStudy<HardeningOptions>
{
    private const int Rounds = 10;
    private const int Callers = 32;
    private const int MostFaultsShown = 10;

    public string Name => "bytes to both ports";

    public async Task<IReadOnlyList<Target>> RunAsync(HardeningOptions setting)
    {
        await using var service = await FuzzedService.StartAsync();
        var (answers, faults, failures, clock) = (new ConcurrentDictionary<string, int>(), new ConcurrentBag<string>(), new List<string>(), Stopwatch.StartNew());
        var (requests, before) = ((setting.Smoke ? 400 : 16_000) / Rounds, default(Vitals));
        for (var round = 0; round < Rounds; round++)
        {
            var (first, next) = (round * requests, round * requests);
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                while (Interlocked.Increment(ref next) is var number && number <= first + requests)
                {
                    var random = Seeds.For("bytes", setting.Seed, number);
                    var (port, sent) = number % 3 == 0 ? (service.Address, RawRequest.OfHttp2(random)) : (service.HttpAddress, RawRequest.OfHttp1(random));
                    var answer = await RawConnection.SendAsync(port, sent);
                    answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
                    if (!RawConnection.IsDefined(answer))
                    {
                        faults.Add($"request {number}: {answer}");
                    }
                }
            })));
            if (await service.FailureAsync() is { } failure)
            {
                failures.Add($"round {round}: {failure}");
            }

            before = round == 0 ? await Vitals.OfAsync(service.ProcessId) : before;
        }

        var after = await Vitals.OfAsync(service.ProcessId);
        var defects = service.Defects();
        Console.WriteLine($"  {Rounds * requests} requests, {clock.Elapsed.TotalSeconds:0} s");
        Console.WriteLine($"  {string.Join(", ", answers.OrderByDescending(answer => answer.Value).Select(answer => $"{answer.Key} {answer.Value}"))}");
        foreach (var line in defects.Concat(failures).Concat(faults.Order()).Take(MostFaultsShown))
        {
            Console.WriteLine($"  {line}");
        }

        return
        [
            new Target($"{Name}: requests with no defined end within {RawConnection.Longest.TotalSeconds} s", "0", $"{faults.Count} of {Rounds * requests}", faults.IsEmpty),
            new Target($"{Name}: rounds after which a right call failed", "0", $"{failures.Count} of {Rounds}", failures.Count == 0),
            new Target($"{Name}: kinds of errors in the service's log", "0", $"{defects.Count}", defects.Count == 0),
            .. setting.Smoke ? [] : after.Since(before, Name),
        ];
    }
}
