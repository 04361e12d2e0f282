using System.Net.Sockets;

namespace Detector.Hardening.Fuzzing.Wire;

/// <summary>A connection of TCP on which bytes are sent and nothing is done for their sense.</summary>
internal static class RawConnection
{
    /// <summary>After how long a connection that has been told everything must have ended.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private const string Closed = "closed";
    private const string Http2 = "HTTP/2 frames";
    private const int HeadBytes = 12;
    private const int SettingsFrame = 4;
    private const int GoAwayFrame = 7;

    // A connection that is closed on one side is given up without an answer.
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromMilliseconds(200);

    // 403 is for paths that no role may call; 503 is what /readyz says of a service that is not ready, which this one always is.
    private static readonly string[] Defined =
        ["200", "400", "403", "404", "405", "408", "411", "413", "414", "415", "417", "426", "431", "501", "505", Closed, Http2];

    /// <summary>Sends bytes, says that there are no more, and reads until the service closes.</summary>
    /// <returns>The status of the first answer of HTTP/1.1, or how else it ended.</returns>
    public static async Task<string> SendAsync(Uri port, byte[] bytes)
    {
        using var patience = new CancellationTokenSource(Longest);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        List<byte> head = [];
        try
        {
            await socket.ConnectAsync(port.Host, port.Port, patience.Token);
            await socket.SendAsync(bytes, patience.Token);
            var buffer = new byte[4096];
            var first = socket.ReceiveAsync(buffer, SocketFlags.None, patience.Token).AsTask();
            await Task.WhenAny(first, Task.Delay(TimeToAnswer, patience.Token));
            socket.Shutdown(SocketShutdown.Send);
            head.AddRange(buffer.AsSpan(0, Math.Min(HeadBytes, await first)));
            while (await socket.ReceiveAsync(buffer, patience.Token) is var read && read > 0)
            {
                head.AddRange(buffer.AsSpan(0, Math.Min(read, HeadBytes - head.Count)));
            }
        }
        catch (OperationCanceledException)
        {
            return "still open";
        }
        catch (SocketException)
        {
            // A service that closes before it has read everything resets the connection.
        }

        return Describe([.. head]);
    }

    /// <summary>Whether a connection may end like that.</summary>
    public static bool IsDefined(string end) => Defined.Contains(end);

    private static string Describe(byte[] head) => head switch
    {
        [] => Closed,
        [0, 0, _, SettingsFrame or GoAwayFrame, ..] => Http2,
        _ when System.Text.Encoding.ASCII.GetString(head) is var text && text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) => text[9..],
        _ => $"the bytes {Convert.ToHexString(head)}",
    };
}
