using System.Collections.Concurrent;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Service;

/// <summary>What a <see cref="ScriptedService"/> does, and what it was sent.</summary>
internal sealed class Script(IEnumerable<RpcException> failures)
{
    private readonly ConcurrentQueue<RpcException> _failures = new(failures);

    /// <summary>The monitors; one is called m.</summary>
    public MonitorScript Monitors { get; } = new();

    public ImmediateClock Clock { get; } = new();

    public ConcurrentQueue<string> RequestIds { get; } = [];

    public ConcurrentQueue<Sample> Samples { get; } = [];

    public ConcurrentQueue<int> MessageSizes { get; } = [];

    public ConcurrentQueue<ListReferencesRequest> Lists { get; } = [];

    /// <summary>The header authorization of every call that had one.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = [];

    /// <summary>Names of the references that were created, and of those deleted, in order.</summary>
    public ConcurrentQueue<(bool IsCreated, string Name)> Changes { get; } = [];

    /// <summary>How the last batch was to be scored.</summary>
    public ScoreOptions? Options { get; set; }

    /// <summary>How candidates were to be curated last.</summary>
    public CurateHeader? CurateHeader { get; set; }

    /// <summary>Candidates after which the connection breaks; null for never.</summary>
    public long? BreaksAfter { get; set; }

    /// <summary>End a curation without its summary.</summary>
    public bool EndsEarly { get; set; }

    /// <summary>What seeds are suggested.</summary>
    public SuggestSeedsResponse Seeds { get; set; } = new() { Report = new Report() };

    /// <summary>Never answer.</summary>
    public bool Hangs { get; set; }

    public int Calls { get; private set; }

    public Report Report { get; set; } = new() { Verdict = Verdict.Healthy };

    public IReadOnlyList<Reference> References { get; set; } = [];

    /// <summary>The reference created last, as a service that tells no state answers it.</summary>
    public Reference Created { get; set; } = new();

    /// <summary>What the next questions for a reference are answered, before the one created last.</summary>
    public ConcurrentQueue<Reference> Answers { get; } = [];

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task PlayAsync(ServerCallContext context)
    {
        Calls++;
        if (Hangs)
        {
            using var registration = context.CancellationToken.Register(() => Cancelled.TrySetResult());
            await Cancelled.Task;
            throw new RpcException(new Status(StatusCode.Cancelled, "The call ended."));
        }

        if (_failures.TryDequeue(out var failure))
        {
            throw failure;
        }
    }

    public async Task ReceiveAsync<T>(IAsyncStreamReader<T> stream, Func<T, IEnumerable<Sample>> samplesOf, ServerCallContext context)
        where T : Google.Protobuf.IMessage
    {
        Samples.Clear();
        try
        {
            await foreach (var message in stream.ReadAllAsync(context.CancellationToken))
            {
                MessageSizes.Enqueue(message.CalculateSize());
                foreach (var sample in samplesOf(message))
                {
                    Samples.Enqueue(sample);
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Cancelled.TrySetResult();
            throw;
        }

        await PlayAsync(context);
    }
}
