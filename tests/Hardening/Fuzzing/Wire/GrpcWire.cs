using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Detector.Hardening.Fuzzing.Wire;

/// <summary>gRPC as bytes over real HTTP/2, so that anything can be sent, and what comes back is seen as it is.</summary>
internal sealed class GrpcWire : IDisposable
{
    /// <summary>After how long without an answer a call hangs. The longest deadline that calls tell the service is far below.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;

    /// <summary>Opens connections to a service.</summary>
    public GrpcWire(Uri address) => _client = new HttpClient(new SocketsHttpHandler { EnableMultipleHttp2Connections = true })
    {
        BaseAddress = address,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Calls a method.</summary>
    /// <param name="path">The method's path.</param>
    /// <param name="body">Frames of messages, right or wrong.</param>
    /// <param name="headers">Headers beside those that gRPC needs.</param>
    /// <param name="type">The content type.</param>
    public async Task<Answer> CallAsync(string path, byte[] body, IEnumerable<(string Name, string Value)> headers, string type = "application/grpc")
    {
        using var patience = new CancellationTokenSource(Longest);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", type);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            await response.Content.CopyToAsync(Stream.Null, patience.Token);
            return Read(response);
        }
        catch (OperationCanceledException)
        {
            return Answer.Hang;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new Answer(0, null, [], $"{broken.Message} {broken.InnerException?.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static Answer Read(HttpResponseMessage response)
    {
        var status = Find("grpc-status");
        var details = Find("grpc-status-details-bin") ?? "";
        return new Answer(
            (int)response.StatusCode,
            int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null,
            Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')),
            Find("grpc-message") ?? "");

        string? Find(string name) =>
            response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? string.Join(',', values) : null;
    }
}
