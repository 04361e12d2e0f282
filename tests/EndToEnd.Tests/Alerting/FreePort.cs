using System.Net;
using System.Net.Sockets;

namespace Detector.EndToEnd.Tests.Alerting;

/// <summary>A port of the loopback address that nobody uses now.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
