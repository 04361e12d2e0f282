using Detector.Client.Calls;
using Detector.V1;
using Grpc.Net.Client;

namespace Detector.Client;

/// <summary>
/// Calls the Detector service. Safe for use by many threads; make one and keep it.
/// Every method throws <see cref="DetectorException"/> when the service refuses or cannot be reached, and
/// <see cref="OperationCanceledException"/> when the caller's token ends it.
/// </summary>
public sealed partial class DetectorClient : IDisposable, IAsyncDisposable
{
    private readonly DetectorClientOptions _options;
    private readonly GrpcChannel? _ownedChannel;
    private readonly Uri? _address;
    private readonly CallRunner _runner;
    private readonly ReferenceService.ReferenceServiceClient _references;
    private readonly ScoringService.ScoringServiceClient _scoring;
    private readonly CurationService.CurationServiceClient _curation;
    private readonly MonitorService.MonitorServiceClient _monitors;

    /// <summary>Connects, at the first call, to an address such as <c>http://127.0.0.1:50051</c> or <c>host:port</c>.</summary>
    /// <exception cref="FormatException">It is not an address.</exception>
    public DetectorClient(string address)
        : this(new DetectorClientOptions { Address = DetectorAddress.Parse(address) })
    {
    }

    /// <summary>Connects, at the first call, as the options say.</summary>
    public DetectorClient(DetectorClientOptions options)
        : this(options, DetectorChannel.Create(options), ownsChannel: true)
    {
    }

    /// <summary>
    /// Uses a channel of the caller, who keeps it and disposes of it. The options' address, certificates and message sizes are ignored.
    /// </summary>
    public DetectorClient(GrpcChannel channel, DetectorClientOptions? options = null)
        : this(options ?? new DetectorClientOptions(), channel, ownsChannel: false)
    {
    }

    private DetectorClient(DetectorClientOptions options, GrpcChannel channel, bool ownsChannel)
    {
        options.Validate();
        _options = options;
        _ownedChannel = ownsChannel ? channel : null;
        _address = ownsChannel ? options.Address : null;
        _runner = new CallRunner(options, _address);
        var invoker = ChannelSecurity.WithKey(channel.CreateCallInvoker(), options);
        _references = new ReferenceService.ReferenceServiceClient(invoker);
        _scoring = new ScoringService.ScoringServiceClient(invoker);
        _curation = new CurationService.CurationServiceClient(invoker);
        _monitors = new MonitorService.MonitorServiceClient(invoker);
    }

    /// <summary>How it calls the service.</summary>
    internal DetectorClientOptions Options => _options;

    /// <inheritdoc/>
    public void Dispose() => _ownedChannel?.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<TResponse> UploadAsync<TRequest, TResponse>(
        SampleUpload<TRequest, TResponse> upload,
        IAsyncEnumerable<Sample> samples,
        IProgress<SendProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var cut = SampleChunks.Cut(samples, _options.ChunkBytes, _options.ChunkSamples, null, _options.TimeProvider, cancellationToken);
        await using var chunks = new ReplayableChunks(cut, _options.Retry.ReplayBytes, cancellationToken);
        return await _runner.RunAsync(o => upload.SendAsync(chunks.ReadAsync(), o, progress), () => chunks.CanReplay, cancellationToken);
    }
}
