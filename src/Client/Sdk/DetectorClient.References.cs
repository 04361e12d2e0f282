using Detector.Client.Calls;
using Detector.V1;

namespace Detector.Client;

/// <content>The calls of the reference service.</content>
public sealed partial class DetectorClient
{
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
        var first = new CreateReferenceRequest { RequestId = NewId(), Header = header };
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
    public IAsyncEnumerable<Reference> ListReferencesAsync(int pageSize = 0, CancellationToken cancellationToken = default) => Pages.ReadAsync(
        (token, cancellation) => _runner.RunAsync(
            async o => await _references.ListReferencesAsync(new ListReferencesRequest { PageSize = pageSize, PageToken = token }, o),
            null,
            cancellation),
        page => page.References,
        page => page.NextPageToken,
        cancellationToken);

    /// <summary>Deletes a reference for good.</summary>
    public Task DeleteReferenceAsync(string name, CancellationToken cancellationToken = default) => _runner.DeleteAsync(
        async o => await _references.DeleteReferenceAsync(new DeleteReferenceRequest { Name = name }, o), cancellationToken);
}
