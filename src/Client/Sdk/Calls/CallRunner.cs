using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>Runs a call under the options' deadline, repeats it as the retry policy says and maps its errors.</summary>
internal sealed class CallRunner(DetectorClientOptions options, Uri? address)
{
    /// <param name="call">One attempt; is given the deadline and the cancellation token.</param>
    /// <param name="canRepeat">Asked before another attempt; null for calls that can always be repeated.</param>
    /// <param name="cancellationToken">Ends the call and the waits.</param>
    public async Task<T> RunAsync<T>(Func<CallOptions, Task<T>> call, Func<bool>? canRepeat, CancellationToken cancellationToken)
    {
        var attempts = Attempts.OfCall(options, address);
        var callOptions = new CallOptions(deadline: attempts.End?.UtcDateTime, cancellationToken: cancellationToken);
        while (true)
        {
            TimeSpan delay;
            try
            {
                return await call(callOptions);
            }
            catch (RpcException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (delay, _) = attempts.After(e, canRepeat?.Invoke() != false);
            }

            await Task.Delay(delay, options.TimeProvider, cancellationToken);
        }
    }

    /// <summary>Runs a call that deletes something: when an attempt after the first finds nothing, an earlier one has deleted it.</summary>
    public async Task DeleteAsync<T>(Func<CallOptions, Task<T>> call, CancellationToken cancellationToken)
    {
        var attempts = 0;
        try
        {
            await RunAsync(
                o =>
                {
                    attempts++;
                    return call(o);
                },
                null,
                cancellationToken);
        }
        catch (DetectorException e) when (e.Status == StatusCode.NotFound && attempts > 1)
        {
            // The answer to an earlier attempt was lost after it had deleted it.
        }
    }
}
