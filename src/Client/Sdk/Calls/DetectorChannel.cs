using Grpc.Net.Client;

namespace Detector.Client.Calls;

/// <summary>Makes the channel that a client owns.</summary>
internal static class DetectorChannel
{
    public static GrpcChannel Create(DetectorClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
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
            },
        });
    }
}
