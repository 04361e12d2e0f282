using System.Runtime.CompilerServices;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>Watches the reports of a monitor over as many connections as that takes; none is missed, none comes twice.</summary>
/// <param name="options">The client's.</param>
/// <param name="address">The service, for errors.</param>
/// <param name="open">Opens a connection that begins after a window.</param>
/// <param name="interruptions">Told why a connection was lost.</param>
internal sealed class ReportWatch(
    DetectorClientOptions options,
    Uri? address,
    Func<long, CallOptions, AsyncServerStreamingCall<WatchReportsResponse>> open,
    IProgress<DetectorException>? interruptions)
{
    private readonly StreamAttempts _attempts = new(options, address);

    /// <param name="afterWindow">Number of the window after which to start.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public async IAsyncEnumerable<MonitorReport> RunAsync(long afterWindow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The monitor was just asked for, so what fails from now on is an outage.
        _attempts.GotOn();
        AsyncServerStreamingCall<WatchReportsResponse>? call = null;
        try
        {
            while (true)
            {
                if (call is null)
                {
                    _attempts.Begin();
                    call = open(afterWindow, new CallOptions(cancellationToken: cancellationToken));
                }

                if (await NextAsync(call, cancellationToken) is not { } report)
                {
                    call.Dispose();
                    call = null;
                }
                else if (report.Window > afterWindow)
                {
                    afterWindow = report.Window;
                    yield return report;
                }
            }
        }
        finally
        {
            call?.Dispose();
        }
    }

    // Null after an outage, when it has waited long enough to try again.
    private async Task<MonitorReport?> NextAsync(AsyncServerStreamingCall<WatchReportsResponse> call, CancellationToken cancellationToken)
    {
        TimeSpan delay;
        try
        {
            if (!await call.ResponseStream.MoveNext(cancellationToken))
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the service ended the stream"));
            }

            _attempts.GotOn();
            return call.ResponseStream.Current.Report;
        }
        catch (RpcException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (delay, var error) = _attempts.After(e);
            interruptions?.Report(error);
        }

        await Task.Delay(delay, options.TimeProvider, cancellationToken);
        return null;
    }
}
