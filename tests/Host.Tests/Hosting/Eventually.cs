using Grpc.Core;

namespace Detector.Host.Tests.Hosting;

/// <summary>Waits for what the service does by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Tries again until it neither is refused nor fails an assertion.</summary>
    public static async Task SucceedsAsync(Func<Task> attempt)
    {
        using var timeout = new CancellationTokenSource(Longest);
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception exception) when (exception is RpcException or Xunit.Sdk.XunitException && !timeout.IsCancellationRequested)
            {
                await Task.Delay(Interval);
            }
        }
    }
}
