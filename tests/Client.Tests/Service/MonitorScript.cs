using System.Collections.Concurrent;
using Detector.V1;
using Grpc.Core;
using Monitor = Detector.V1.Monitor;

namespace Detector.Client.Tests.Service;

/// <summary>What a <see cref="ScriptedMonitors"/> holds and does, and what it was sent.</summary>
internal sealed class MonitorScript
{
    public ConcurrentDictionary<string, Monitor> Monitors { get; } = [];

    /// <summary>Every request but those of streams, in order.</summary>
    public ConcurrentQueue<Google.Protobuf.IMessage> Requests { get; } = [];

    /// <summary>Last message acknowledged by stream.</summary>
    public ConcurrentDictionary<string, long> Acknowledged { get; } = [];

    /// <summary>Samples added, in order.</summary>
    public ConcurrentQueue<Sample> Samples { get; } = [];

    /// <summary>Messages that were received, also those received again.</summary>
    public ConcurrentQueue<ObserveBatch> Batches { get; } = [];

    /// <summary>Ends of the next connections of streams; those after them end well.</summary>
    public ConcurrentQueue<StreamFault> Faults { get; } = [];

    /// <summary>What a message is refused with, by its number.</summary>
    public ConcurrentDictionary<long, RpcException> Refusals { get; } = [];

    /// <summary>What a message is refused with, by what it holds; null for nothing.</summary>
    public Func<ObserveBatch, RpcException?> Refuse { get; set; } = _ => null;

    /// <summary>Streams opened.</summary>
    public int Streams { get; set; }

    /// <summary>Most messages that were received and not acknowledged.</summary>
    public int MostUnacknowledged { get; set; }

    /// <summary>No message is acknowledged before this is done.</summary>
    public Task Acknowledging { get; set; } = Task.CompletedTask;

    /// <summary>Told how many messages wait to be acknowledged.</summary>
    public Action<int> OnHeld { get; set; } = _ => { };

    /// <summary>The reports there are, by window.</summary>
    public IReadOnlyList<MonitorReport> Reports { get; set; } = [];

    /// <summary>Windows after which the next watches were asked for.</summary>
    public ConcurrentQueue<long> Watches { get; } = [];
}
