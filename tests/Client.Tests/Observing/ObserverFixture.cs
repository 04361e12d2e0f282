using Detector.Client.Tests.Service;
using Detector.V1;

namespace Detector.Client.Tests.Observing;

/// <summary>Observers of a scripted service that try again at once.</summary>
internal static class ObserverFixture
{
    public static DetectorClientOptions Quick(DetectorClientOptions options) => options with
    {
        TimeProvider = TimeProvider.System,
        ChunkSamples = 16,
        ChunkWait = TimeSpan.FromMilliseconds(1),
        Retry = new RetryPolicy { MaxAttempts = 2, InitialDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) },
    };

    public static void Fill(DetectorObserver observer, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            Assert.True(observer.Observe(new Sample { Text = $"{i}" }));
        }
    }

    /// <summary>All samples of numbers below a count are there, once and in order.</summary>
    public static void AssertAllOnce(ScriptedService service, int count) =>
        Assert.Equal(Enumerable.Range(0, count), service.Script.Monitors.Samples.Select(s => int.Parse(s.Text)));

    /// <summary>A client of a port at which nothing listens.</summary>
    public static DetectorClient Nowhere()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        return new DetectorClient(Quick(new DetectorClientOptions { Address = new Uri($"http://127.0.0.1:{port}") }));
    }
}
