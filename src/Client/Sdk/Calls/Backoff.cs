using System.Security.Cryptography;

namespace Detector.Client.Calls;

/// <summary>The wait before another attempt.</summary>
internal static class Backoff
{
    /// <summary>Between half and the whole of the exponential delay, so that clients refused together do not come back together.</summary>
    /// <param name="retry">First and longest delay.</param>
    /// <param name="failed">Attempts that failed, from 1.</param>
    /// <param name="asked">The least that the service asked for; null for nothing.</param>
    public static TimeSpan Delay(RetryPolicy retry, int failed, TimeSpan? asked)
    {
        var longest = Math.Min(retry.InitialDelay.TotalMilliseconds * Math.Pow(2, failed - 1), retry.MaxDelay.TotalMilliseconds);
        var share = 0.5 + (RandomNumberGenerator.GetInt32(1001) / 2000.0);
        var own = TimeSpan.FromMilliseconds(longest * share);
        return asked is { } least && least > own ? least : own;
    }
}
