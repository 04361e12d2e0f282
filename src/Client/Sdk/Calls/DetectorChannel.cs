using Grpc.Net.Client;

namespace Detector.Client.Calls;

/// <summary>Makes the channel that a client owns.</summary>
internal static class DetectorChannel
{
    private static readonly TimeSpan LeastBackoff = TimeSpan.FromMilliseconds(100);

    public static GrpcChannel Create(DetectorClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var (first, longest) = (Larger(options.Retry.InitialDelay), Larger(options.Retry.MaxDelay));
        return GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            // gRPC's own waits grow to two minutes, in which every attempt fails although the service may long be back.
            InitialReconnectBackoff = first < longest ? first : longest,
            MaxReconnectBackoff = longest,
            MaxReceiveMessageSize = options.MaxReceiveMessageBytes,
            MaxSendMessageSize = options.MaxSendMessageBytes,
            DisposeHttpClient = true,
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(10),
                EnableMultipleHttp2Connections = true,
                // Notices a dead connection under a long call that waits for its answer.
                KeepAlivePingDelay = TimeSpan.FromSeconds(30),
                KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
                SslOptions = ChannelSecurity.SslOptions(options),
            },
        });
    }

    private static TimeSpan Larger(TimeSpan delay) => delay > LeastBackoff ? delay : LeastBackoff;
}
