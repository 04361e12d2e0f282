using Detector.Client.Calls.Observing;
using Detector.V1;

namespace Detector.Client;

/// <content>The calls that give samples to monitors.</content>
public sealed partial class DetectorClient
{
    /// <summary>
    /// Adds samples to a monitor in one message. When it returns they are durable. Repeats are idempotent under one request id, so
    /// that no sample is counted twice.
    /// </summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="samples">The samples in their order, 1 to the server's limit (8192 by default).</param>
    /// <param name="generation">The generation of the model that made them, at most 256 bytes. Optional.</param>
    /// <param name="requestId">Id of this request, at most 128 bytes, to repeat it over several calls; null to make one.</param>
    /// <param name="cancellationToken">Ends the call; the samples may have been added.</param>
    /// <exception cref="DetectorException">
    /// NOT_FOUND, INVALID_ARGUMENT with field paths for bad samples, RESOURCE_EXHAUSTED while too many windows wait to be judged,
    /// ALREADY_EXISTS for a request id used with other samples, or as for any call.
    /// </exception>
    public async Task<ObserveResponse> ObserveAsync(
        string monitor,
        IEnumerable<Sample> samples,
        string? generation = null,
        string? requestId = null,
        CancellationToken cancellationToken = default)
    {
        var request = new ObserveRequest
        {
            Monitor = monitor,
            Samples = { samples },
            Generation = generation ?? "",
            RequestId = requestId ?? NewId(),
        };
        return await _runner.RunAsync(async o => await _monitors.ObserveAsync(request, o), null, cancellationToken);
    }

    /// <summary>
    /// Adds samples to a monitor for as long as there are any: live ones are sent after the options' ChunkWait, many together in
    /// messages of the options' size. A connection that breaks is reopened as the retry policy says; nothing is lost and nothing
    /// counted twice, because messages are numbered and kept until they are acknowledged. An exception of the source passes through
    /// when the samples before it are acknowledged.
    /// </summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="streamId">
    /// Names the stream, at most 128 bytes; one client at a time uses it. Samples are added after those of earlier calls under it.
    /// </param>
    /// <param name="samples">The samples, read once and no faster than they are acknowledged.</param>
    /// <param name="generation">The generation of the model that made them, at most 256 bytes. Optional.</param>
    /// <param name="progress">Told after each message, acknowledgement and interruption. Optional.</param>
    /// <param name="cancellationToken">Ends the stream; samples that are not acknowledged may have been added.</param>
    /// <returns>Samples acknowledged: all of them.</returns>
    /// <exception cref="DetectorException">As for <see cref="ObserveAsync"/>; ABORTED when another client uses the stream id.</exception>
    public Task<long> ObserveStreamAsync(
        string monitor,
        string streamId,
        IAsyncEnumerable<Sample> samples,
        string? generation = null,
        IProgress<ObserveProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return ObserveStreamAsync(
            monitor,
            streamId,
            _ => SampleBatches.CutAsync(samples, _options, _options.ChunkWait, CancellationToken.None),
            generation,
            progress,
            cancellationToken);
    }

    /// <summary>
    /// The same for a source that can go on where an earlier run, which may have been killed, has ended: it is told the number of
    /// the last message that the service has acknowledged under this stream id, and gives the messages after it.
    /// </summary>
    /// <param name="monitor">The monitor's name.</param>
    /// <param name="streamId">Names the stream, at most 128 bytes; one client at a time uses it.</param>
    /// <param name="batchesAfter">
    /// Gives the messages after a number, 0 for all of them; asked once. Each becomes one message of the stream; empty ones are passed over.
    /// </param>
    /// <param name="generation">The generation of the model that made the samples, at most 256 bytes. Optional.</param>
    /// <param name="progress">Told after each message, acknowledgement and interruption. Optional.</param>
    /// <param name="cancellationToken">Ends the stream; samples that are not acknowledged may have been added.</param>
    /// <returns>Samples of this call that are acknowledged: all of them.</returns>
    /// <exception cref="DetectorException">As for <see cref="ObserveAsync"/>; ABORTED when another client uses the stream id.</exception>
    public Task<long> ObserveStreamAsync(
        string monitor,
        string streamId,
        Func<long, IAsyncEnumerable<IReadOnlyList<Sample>>> batchesAfter,
        string? generation = null,
        IProgress<ObserveProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batchesAfter);
        var header = new ObserveHeader { Monitor = monitor, StreamId = streamId };
        var call = new ObserveStreamCall(_options, _address, o => _monitors.ObserveStream(o), header, batchesAfter, generation ?? "", progress);
        return call.RunAsync(cancellationToken);
    }
}
