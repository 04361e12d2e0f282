using System.Net;
using System.Net.Sockets;

namespace Detector.Tests.Shared;

/// <summary>A port of the loopback address that nobody uses now.</summary>
public static class FreePort
{
    /// <summary>Its number.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
