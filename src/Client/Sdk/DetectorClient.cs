using System.Runtime.CompilerServices;
using Detector.Client.Calls;
using Detector.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Detector.Client;

/// <summary>
/// Calls the Detector service. Safe for use by many threads; make one and keep it.
/// Every method throws <see cref="DetectorException"/> when the service refuses or cannot be reached, and
/// <see cref="OperationCanceledException"/> when the caller's token ends it.
/// </summary>
public sealed class DetectorClient : IDisposable, IAsyncDisposable
{
    private readonly DetectorClientOptions _options;
    private readonly GrpcChannel? _ownedChannel;
    private readonly CallRunner _runner;
    private readonly ReferenceService.ReferenceServiceClient _references;
    private readonly ScoringService.ScoringServiceClient _scoring;

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

    /// <summary>Uses a channel of the caller, who keeps it and disposes of it. The options' address and message sizes are ignored.</summary>
    public DetectorClient(GrpcChannel channel, DetectorClientOptions? options = null)
        : this(options ?? new DetectorClientOptions(), channel, ownsChannel: false)
    {
    }

    private DetectorClient(DetectorClientOptions options, GrpcChannel channel, bool ownsChannel)
    {
        options.Validate();
        _options = options;
        _ownedChannel = ownsChannel ? channel : null;
        _runner = new CallRunner(options, ownsChannel ? options.Address : null);
        var invoker = channel.CreateCallInvoker();
        _references = new ReferenceService.ReferenceServiceClient(invoker);
        _scoring = new ScoringService.ScoringServiceClient(invoker);
    }

    /// <summary>
    /// Creates a reference from samples of any number; returns when it is fitted and durable. The service then calibrates it:
    /// batches can be scored against it after <see cref="WaitUntilReadyAsync"/>. When the source throws, or the call is cancelled,
    /// nothing is created and the exception passes through. Repeats are idempotent under one request id.
    /// </summary>
    /// <param name="header">Name, description, seed; see <see cref="ReferenceHeader"/>.</param>
    /// <param name="samples">The samples, read once and sent in messages of bounded size.</param>
    /// <param name="progress">Told after each message. Optional.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Reference> CreateReferenceAsync(
        ReferenceHeader header,
        IAsyncEnumerable<Sample> samples,
        IProgress<SendProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(header);
        var first = new CreateReferenceRequest { RequestId = Guid.NewGuid().ToString("N"), Header = header };
        var upload = new SampleUpload<CreateReferenceRequest, CreateReferenceResponse>(
            o => _references.CreateReference(o), first, s => new CreateReferenceRequest { Samples = { s } });
        return (await UploadAsync(upload, samples, progress, cancellationToken)).Reference;
    }

    /// <summary>Returns one reference's description.</summary>
    public async Task<Reference> GetReferenceAsync(string name, CancellationToken cancellationToken = default)
    {
        var request = new GetReferenceRequest { Name = name };
        var response = await _runner.RunAsync(async o => await _references.GetReferenceAsync(request, o), null, cancellationToken);
        return response.Reference;
    }

    /// <summary>
    /// Waits until a reference is calibrated, so that batches can be scored against it. Asks again and again, after 0.1 s at first
    /// and each second later on; the options' deadline holds for every question, not for the whole.
    /// </summary>
    /// <param name="name">The reference's name.</param>
    /// <param name="progress">Told with each answer which share is calibrated, 0 to 1. Optional.</param>
    /// <param name="cancellationToken">Ends the wait; the service goes on.</param>
    /// <returns>The reference, ready.</returns>
    /// <exception cref="DetectorException">The calibration failed (REFERENCE_FAILED), the reference is not there, or as for any call.</exception>
    public Task<Reference> WaitUntilReadyAsync(
        string name, IProgress<double>? progress = null, CancellationToken cancellationToken = default) =>
        new ReadyWait(_options.TimeProvider, token => GetReferenceAsync(name, token)).RunAsync(progress, cancellationToken);

    /// <summary>Lists every reference, by name. Pages are fetched as the sequence is read.</summary>
    /// <param name="pageSize">References per page, 1 to 1000; 0 for the server's default.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<Reference> ListReferencesAsync(
        int pageSize = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListReferencesRequest { PageSize = pageSize };
        do
        {
            var page = await _runner.RunAsync(async o => await _references.ListReferencesAsync(request, o), null, cancellationToken);
            foreach (var reference in page.References)
            {
                yield return reference;
            }

            request = new ListReferencesRequest { PageSize = pageSize, PageToken = page.NextPageToken };
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Deletes a reference for good.</summary>
    public async Task DeleteReferenceAsync(string name, CancellationToken cancellationToken = default)
    {
        var request = new DeleteReferenceRequest { Name = name };
        var attempts = 0;
        try
        {
            await _runner.RunAsync(
                async o =>
                {
                    attempts++;
                    return await _references.DeleteReferenceAsync(request, o);
                },
                null,
                cancellationToken);
        }
        catch (DetectorException e) when (e.Status == StatusCode.NotFound && attempts > 1)
        {
            // The answer to an earlier attempt was lost after it had deleted the reference.
        }
    }

    /// <summary>Scores one batch in one message; for larger ones use <see cref="ScoreStreamAsync"/>.</summary>
    /// <param name="reference">Name of the reference to compare with.</param>
    /// <param name="samples">The batch, 1 to the server's limit (8192 by default).</param>
    /// <param name="options">Metrics, thresholds, seed, findings. Optional.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Report> ScoreAsync(
        string reference, IEnumerable<Sample> samples, ScoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new ScoreRequest { Reference = reference, Samples = { samples }, Options = options };
        return (await _runner.RunAsync(async o => await _scoring.ScoreAsync(request, o), null, cancellationToken)).Report;
    }

    /// <summary>Scores one batch of any size, sent as a stream. An exception of the source passes through.</summary>
    /// <param name="reference">Name of the reference to compare with.</param>
    /// <param name="samples">The batch, read once and sent in messages of bounded size.</param>
    /// <param name="options">Metrics, thresholds, seed, findings. Optional.</param>
    /// <param name="progress">Told after each message. Optional.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Report> ScoreStreamAsync(
        string reference,
        IAsyncEnumerable<Sample> samples,
        ScoreOptions? options = null,
        IProgress<SendProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var first = new ScoreStreamRequest { Header = new ScoreHeader { Reference = reference, Options = options } };
        var upload = new SampleUpload<ScoreStreamRequest, ScoreStreamResponse>(
            o => _scoring.ScoreStream(o), first, s => new ScoreStreamRequest { Samples = { s } });
        return (await UploadAsync(upload, samples, progress, cancellationToken)).Report;
    }

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
        var cut = SampleChunks.Cut(samples, _options.ChunkBytes, _options.ChunkSamples, cancellationToken);
        await using var chunks = new ReplayableChunks(cut, _options.Retry.ReplayBytes, cancellationToken);
        return await _runner.RunAsync(o => upload.SendAsync(chunks.ReadAsync(), o, progress), () => chunks.CanReplay, cancellationToken);
    }
}
