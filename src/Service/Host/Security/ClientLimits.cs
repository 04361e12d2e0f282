using Detector.Host.Errors;
using Detector.Host.Options;

namespace Detector.Host.Security;

/// <summary>Holds each client to its share of calls and samples, and each address to a number of calls without valid credentials.</summary>
internal sealed class ClientLimits(LimitsOptions limits, TimeProvider clock)
{
    private readonly ClientBuckets _requests = new(limits.ClientRequestsPerSecond, clock);
    private readonly ClientBuckets _samples = new(limits.ClientSamplesPerSecond, clock);
    private readonly ClientBuckets _failures = new(limits.FailedAuthenticationsPerSecond, clock);

    /// <summary>Counts a call.</summary>
    /// <exception cref="ServiceException">ClientLimit.</exception>
    public void TakeRequest(Caller caller) => Require(
        ErrorReason.ClientLimit,
        _requests.Take(caller.Name, 1),
        $"The client makes more than {limits.ClientRequestsPerSecond} calls a second, the limit Limits:ClientRequestsPerSecond; try again later.");

    /// <summary>
    /// Counts a call whose credentials are missing or unknown. Only such calls are: who has a key that is known gets in from an address,
    /// such as that of a proxy, from which others keep failing.
    /// </summary>
    /// <param name="address">Where it comes from.</param>
    /// <exception cref="ServiceException">AuthenticationLimit.</exception>
    public void TakeFailure(string address) => Require(
        ErrorReason.AuthenticationLimit,
        _failures.Take(address, 1),
        $"More than {limits.FailedAuthenticationsPerSecond} calls a second from this address have no credentials that the service knows, the limit "
            + "Limits:FailedAuthenticationsPerSecond; correct them and try again later.");

    /// <summary>Counts the samples of a call that has one message.</summary>
    /// <exception cref="ServiceException">ClientLimit.</exception>
    public void TakeSamples(Caller caller, int count) => Require(
        ErrorReason.ClientLimit,
        _samples.Take(caller.Name, count),
        $"The client sends more than {limits.ClientSamplesPerSecond} samples a second, the limit Limits:ClientSamplesPerSecond; try again later.");

    /// <summary>
    /// Counts the samples of a message of a stream, and waits for as long as the client is over its share: the stream gets slower, and a
    /// data set of any size gets through.
    /// </summary>
    public async ValueTask WaitForSamplesAsync(Caller caller, int count, CancellationToken cancellation)
    {
        while (_samples.Take(caller.Name, count) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, clock, cancellation);
        }
    }

    private static void Require(ErrorReason reason, TimeSpan wait, string message)
    {
        if (wait > TimeSpan.Zero)
        {
            throw new ServiceException(reason, message) { RetryAfter = wait };
        }
    }
}
