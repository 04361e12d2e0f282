using System.Collections.Concurrent;
using System.Diagnostics;
using Detector.Hardening.Fuzzing;
using Detector.V1;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;

namespace Detector.Hardening.Overload;

/// <summary>Many callers, each with a connection of its own, that score and observe in turns and never try again.</summary>
internal sealed class Callers : IDisposable
{
    /// <summary>Samples of a call.</summary>
    public const int BatchSamples = 16;

    /// <summary>Monitors that are observed for.</summary>
    public const int Monitors = 4;

    private const int Connections = 40;
    private const int Bodies = 64;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);
    private static readonly Method<byte[], byte[]> Score = new(MethodType.Unary, "detector.v1.ScoringService", "Score", Raw, Raw);
    private static readonly Method<byte[], byte[]> Observe = new(MethodType.Unary, "detector.v1.MonitorService", "Observe", Raw, Raw);

    private readonly GrpcChannel[] _channels;
    private readonly CallInvoker[] _invokers;
    private readonly byte[][] _scores;
    private readonly byte[][] _observations;

    /// <summary>Makes the callers, and what they send once and for all, so that sending costs little.</summary>
    public Callers(Uri address, string reference)
    {
        _channels = [.. Enumerable.Range(0, Connections).Select(_ => GrpcChannel.ForAddress(address))];
        _invokers = [.. _channels.Select(channel => channel.CreateCallInvoker())];
        _scores = [.. Enumerable.Range(0, Bodies).Select(i => new ScoreRequest { Reference = reference, Samples = { FuzzedService.Samples(BatchSamples, $"score {i}") } }.ToByteArray())];
        _observations = [.. Enumerable.Range(0, Bodies).Select(i => new ObserveRequest { Monitor = $"m{i % Monitors}", Samples = { FuzzedService.Samples(BatchSamples, $"observe {i}") } }.ToByteArray())];
    }

    /// <summary>Calls again as soon as there is an answer: what the service can do.</summary>
    /// <param name="callers">How many at a time.</param>
    /// <param name="time">For how long.</param>
    public async Task<IReadOnlyList<CallOutcome>> CloselyAsync(int callers, TimeSpan time)
    {
        var (outcomes, next, started) = (new ConcurrentBag<CallOutcome>(), -1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(started) is var now && now < time)
            {
                var outcome = await CallAsync(Interlocked.Increment(ref next), now.TotalSeconds, started);
                outcomes.Add(outcome);
                if (outcome.Refused)
                {
                    await Task.Delay(50);
                }
            }
        })));
        return [.. outcomes];
    }

    /// <summary>Calls at even distances, whatever becomes of the calls before: what a crowd does.</summary>
    /// <param name="perSecond">Calls a second.</param>
    /// <param name="time">For how long.</param>
    public async Task<IReadOnlyList<CallOutcome>> OpenlyAsync(double perSecond, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var calls = new List<Task<CallOutcome>>();
        for (var number = 0; number / perSecond < time.TotalSeconds; number++)
        {
            var due = number / perSecond;
            if (due - Stopwatch.GetElapsedTime(started).TotalSeconds is var early && early > 0.001)
            {
                await Task.Delay(TimeSpan.FromSeconds(early));
            }

            calls.Add(CallAsync(number, due, started));
        }

        return await Task.WhenAll(calls);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }
    }

    private async Task<CallOutcome> CallAsync(int number, double due, long started)
    {
        var kind = number % 2 == 0 ? CallKind.Score : CallKind.Observe;
        var (status, saysWhen) = (StatusCode.OK, false);
        try
        {
            var (method, bodies) = kind == CallKind.Score ? (Score, _scores) : (Observe, _observations);
            await _invokers[number / 2 % Connections].AsyncUnaryCall(method, null, new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Deadline), bodies[number / 2 % Bodies]);
        }
        catch (RpcException refusal)
        {
            (status, saysWhen) = (refusal.StatusCode, refusal.GetRpcStatus()?.GetDetail<RetryInfo>() is not null);
        }

        return new CallOutcome(kind, due, (Stopwatch.GetElapsedTime(started).TotalSeconds - due) * 1000, status, saysWhen);
    }
}
