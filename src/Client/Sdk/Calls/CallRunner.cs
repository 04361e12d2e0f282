using System.Security.Cryptography;
using Detector.Client.Errors;
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
        var clock = options.TimeProvider;
        var end = options.Deadline is { } deadline ? clock.GetUtcNow() + deadline : (DateTimeOffset?)null;
        var callOptions = new CallOptions(deadline: end?.UtcDateTime, cancellationToken: cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan delay;
            try
            {
                return await call(callOptions);
            }
            catch (RpcException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var error = RpcErrors.ToDetectorException(e, address, options.Deadline);
                delay = Delay(attempt, error.RetryAfter);
                if (attempt >= options.Retry.MaxAttempts
                    || !IsTransient(error)
                    || canRepeat?.Invoke() == false
                    || clock.GetUtcNow() + delay >= end)
                {
                    throw error;
                }
            }

            await Task.Delay(delay, clock, cancellationToken);
        }
    }

    private static bool IsTransient(DetectorException error) =>
        error.Status == StatusCode.Unavailable
        || (error.Status is StatusCode.ResourceExhausted or StatusCode.FailedPrecondition && error.RetryAfter is not null);

    // Between half and the whole of the exponential delay, so that clients refused together do not come back together.
    private TimeSpan Delay(int attempt, TimeSpan? asked)
    {
        var longest = Math.Min(options.Retry.InitialDelay.TotalMilliseconds * Math.Pow(2, attempt - 1), options.Retry.MaxDelay.TotalMilliseconds);
        var share = 0.5 + (RandomNumberGenerator.GetInt32(1001) / 2000.0);
        var own = TimeSpan.FromMilliseconds(longest * share);
        return asked is { } least && least > own ? least : own;
    }
}
