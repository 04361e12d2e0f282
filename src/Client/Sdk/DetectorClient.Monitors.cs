using Detector.Client.Calls;
using Detector.V1;
using Monitor = Detector.V1.Monitor;

namespace Detector.Client;

/// <content>The calls that make, show and change monitors.</content>
public sealed partial class DetectorClient
{
    /// <summary>Creates a monitor. Repeats are idempotent under one request id; one is made when the request has none.</summary>
    /// <param name="request">Name, baseline and settings; see <see cref="CreateMonitorRequest"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The monitor, with the defaults filled in.</returns>
    /// <exception cref="DetectorException">
    /// ALREADY_EXISTS, NOT_FOUND for the reference, FAILED_PRECONDITION when it does not fit, INVALID_ARGUMENT with field paths for
    /// settings out of range, or as for any call.
    /// </exception>
    public async Task<Monitor> CreateMonitorAsync(CreateMonitorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = request.Clone();
        request.RequestId = request.RequestId.Length > 0 ? request.RequestId : NewId();
        return (await _runner.RunAsync(async o => await _monitors.CreateMonitorAsync(request, o), null, cancellationToken)).Monitor;
    }

    /// <summary>Returns one monitor with its evidence.</summary>
    /// <exception cref="DetectorException">NOT_FOUND, or as for any call.</exception>
    public async Task<Monitor> GetMonitorAsync(string name, CancellationToken cancellationToken = default)
    {
        var request = new GetMonitorRequest { Name = name };
        return (await _runner.RunAsync(async o => await _monitors.GetMonitorAsync(request, o), null, cancellationToken)).Monitor;
    }

    /// <summary>Lists every monitor, by name, with the evidence that has an alert. Pages are fetched as the sequence is read.</summary>
    /// <param name="pageSize">Monitors per page, 1 to 1000; 0 for the server's default.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public IAsyncEnumerable<Monitor> ListMonitorsAsync(int pageSize = 0, CancellationToken cancellationToken = default) => Pages.ReadAsync(
        (token, cancellation) => _runner.RunAsync(
            async o => await _monitors.ListMonitorsAsync(new ListMonitorsRequest { PageSize = pageSize, PageToken = token }, o),
            null,
            cancellation),
        page => page.Monitors,
        page => page.NextPageToken,
        cancellationToken);

    /// <summary>Replaces the parts of a monitor that the request's mask names, each as a whole.</summary>
    /// <param name="request">Name, new parts and mask; see <see cref="UpdateMonitorRequest"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The monitor after it.</returns>
    /// <exception cref="DetectorException">NOT_FOUND, INVALID_ARGUMENT for paths and settings, or as for any call.</exception>
    public async Task<Monitor> UpdateMonitorAsync(UpdateMonitorRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (await _runner.RunAsync(async o => await _monitors.UpdateMonitorAsync(request, o), null, cancellationToken)).Monitor;
    }

    /// <summary>
    /// Changes single settings of a monitor: reads it, lets <paramref name="change"/> set its description and settings, and replaces
    /// the parts that differ. When somebody else changes the same part between the two calls, the later change holds.
    /// </summary>
    /// <param name="name">The monitor's name.</param>
    /// <param name="change">Is given the monitor with all settings filled in; what it changes elsewhere is ignored.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The monitor after it; as it was read when nothing differs.</returns>
    /// <exception cref="DetectorException">NOT_FOUND, INVALID_ARGUMENT for settings out of range, or as for any call.</exception>
    public async Task<Monitor> UpdateMonitorAsync(string name, Action<Monitor> change, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = await GetMonitorAsync(name, cancellationToken);
        var after = before.Clone();
        after.Settings ??= new MonitorSettings();
        change(after);
        var request = MonitorChanges.Between(before, after);
        return request.UpdateMask.Paths.Count == 0 ? before : await UpdateMonitorAsync(request, cancellationToken);
    }

    /// <summary>
    /// Starts a monitor anew, after a retrain for example: evidence and alerts are gone, as are samples that were not judged; reports
    /// stay.
    /// </summary>
    /// <param name="name">The monitor's name.</param>
    /// <param name="reference">Another reference from now on; null for the same baseline as before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The monitor after it.</returns>
    /// <exception cref="DetectorException">NOT_FOUND, those of a creation for a new reference, or as for any call.</exception>
    public async Task<Monitor> ResetMonitorAsync(string name, string? reference = null, CancellationToken cancellationToken = default)
    {
        var request = new ResetMonitorRequest { Name = name, Reference = reference ?? "", RequestId = NewId() };
        return (await _runner.RunAsync(async o => await _monitors.ResetMonitorAsync(request, o), null, cancellationToken)).Monitor;
    }

    /// <summary>Deletes a monitor with all its windows and reports for good, and the reference of its burn-in.</summary>
    /// <exception cref="DetectorException">NOT_FOUND, or as for any call.</exception>
    public Task DeleteMonitorAsync(string name, CancellationToken cancellationToken = default) => _runner.DeleteAsync(
        async o => await _monitors.DeleteMonitorAsync(new DeleteMonitorRequest { Name = name }, o), cancellationToken);

    private static string NewId() => Guid.NewGuid().ToString("N");
}
