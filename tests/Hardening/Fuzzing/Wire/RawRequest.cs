using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Detector.Hardening.Fuzzing.Wire;

/// <summary>Requests as bytes, most of them broken.</summary>
internal static class RawRequest
{
    private static readonly string[] Methods = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PRI", "get", "G\0T", "", "\u00e9"];

    private static readonly string[] Paths =
    [
        "/metrics", "/healthz", "/readyz", "/", "*", "", "/metrics/", "/METRICS", "//metrics", "/./metrics", "/x/../metrics", "/metrics?x=1&x=2", "/metrics#a",
        "/metrics%00", "/%2e%2e/%2e%2e/etc/passwd", "/%", "/%zz", "/\u00e9", "http://other/metrics", "/healthz?%00=%ff", "/detector.v1.ScoringService/Score",
        "/grpc.health.v1.Health/Check", "/" + new string('a', 9000), "/metrics?" + new string('x', 7000), "/a b",
    ];

    private static readonly string[] Versions = ["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9.9", "http/1.1", "HTTP/", ""];

    private static readonly string[] Headers =
    [
        "Host: a", "Host: a\r\nHost: b", "Host:", "Host: a b", "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 5\r\nContent-Length: 6",
        "Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 3", "Transfer-Encoding: x", "Expect: 100-continue", "Expect: x", "Connection: close",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__", "Upgrade: websocket\r\nConnection: Upgrade", "Authorization: Bearer x", "Authorization: \u00e9",
        "Accept-Encoding: gzip, br, *;q=0", "Accept: application/openmetrics-text; version=1.0.0", "Accept: \0", "Range: bytes=0-1,-5", "X-A: " + "a", "X-A\t: a", " folded: a", ": none", "no colon",
        "Content-Type: application/grpc", "Cookie: " + new string('c', 9000), "traceparent: 00-x-y-z", "X-Forwarded-For: ::1, \u00e9",
    ];

    private static readonly string[] Bodies = ["", "hello", "5\r\nhello\r\n0\r\n\r\n", "zz\r\nhello", "FFFFFFFFFFFFFFFF\r\nx", "0\r\nTrailer: x\r\n\r\n"];

    /// <summary>A request of HTTP/1.1, with one more behind it at times.</summary>
    public static byte[] OfHttp1(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(5) == 0 ? 3 : 1; left > 0; left--)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Choose(Methods, random)} {Choose(Paths, random)} {Choose(Versions, random)}\r\n");
            if (random.Next(5) > 0)
            {
                text.Append("Host: localhost\r\n");
            }

            for (var headers = random.Next(200) == 0 ? 150 : random.Next(3); headers > 0; headers--)
            {
                text.Append(Choose(Headers, random)).Append(random.Next(20) == 0 ? "\n" : "\r\n");
            }

            text.Append("\r\n").Append(Choose(Bodies, random));
        }

        var bytes = System.Text.Encoding.Latin1.GetBytes(text.ToString());
        return random.Next(3) == 0 ? new ByteMutator(random).Mutate(bytes, bytes) : bytes;
    }

    /// <summary>A connection of HTTP/2: the preface, then frames of every kind with lengths, flags and streams that make no sense together.</summary>
    public static byte[] OfHttp2(Random random)
    {
        List<byte> bytes = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0, [])];
        for (var left = random.Next(12); left > 0; left--)
        {
            var payload = new byte[random.Next(4) == 0 ? random.Next(200) : 8];
            random.NextBytes(payload);
            bytes.AddRange(Frame((byte)random.Next(12), (byte)random.Next(64), (uint)random.Next(6), payload));
        }

        byte[] whole = [.. bytes];
        return random.Next(3) == 0 ? new ByteMutator(random).Mutate(whole, whole) : whole;
    }

    private static byte[] Frame(byte type, byte flags, uint stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        frame[1] = (byte)(payload.Length >> 8);
        frame[2] = (byte)payload.Length;
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }

    private static string Choose(string[] from, Random random) => from[random.Next(from.Length)];
}
