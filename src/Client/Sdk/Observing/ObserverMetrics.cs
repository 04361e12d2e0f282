using System.Diagnostics.Metrics;

namespace Detector.Client.Observing;

/// <summary>The instruments of all observers. Every measurement has the tag <c>monitor</c>.</summary>
internal static class ObserverMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Detector.Client";

    /// <summary>Tag with the monitor's name.</summary>
    public const string MonitorTag = "monitor";

    /// <summary>Tag with the reason of a drop or a failure.</summary>
    public const string ReasonTag = "reason";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Samples given to observers.</summary>
    public static Counter<long> Observed { get; } =
        Meter.CreateCounter<long>("detector.client.observer.observed", "{sample}", "Samples given to observers.");

    /// <summary>Samples sent, each once.</summary>
    public static Counter<long> Sent { get; } =
        Meter.CreateCounter<long>("detector.client.observer.sent", "{sample}", "Samples put into messages to the service, each counted once.");

    /// <summary>Samples acknowledged.</summary>
    public static Counter<long> Acknowledged { get; } =
        Meter.CreateCounter<long>("detector.client.observer.acknowledged", "{sample}", "Samples that the service has acknowledged.");

    /// <summary>Samples dropped, by reason.</summary>
    public static Counter<long> Dropped { get; } =
        Meter.CreateCounter<long>("detector.client.observer.dropped", "{sample}", "Samples dropped, by reason.");

    /// <summary>Failed attempts to send, by reason.</summary>
    public static Counter<long> Failures { get; } =
        Meter.CreateCounter<long>("detector.client.observer.failures", "{failure}", "Failed attempts to send, by the service's reason or the gRPC status.");

    /// <summary>Samples that wait.</summary>
    public static UpDownCounter<long> Buffered { get; } =
        Meter.CreateUpDownCounter<long>("detector.client.observer.buffered", "{sample}", "Samples that wait to be sent or acknowledged.");

    /// <summary>Bytes that wait.</summary>
    public static UpDownCounter<long> BufferedBytes { get; } =
        Meter.CreateUpDownCounter<long>("detector.client.observer.buffered.size", "By", "Size of the samples that wait to be sent or acknowledged.");
}
