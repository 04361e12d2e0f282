using Detector.Encoding;
using Detector.Host.Lifetime;
using Detector.Tests.Shared;
using Detector.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Host.Tests.Hosting;

/// <summary>A service of a test: real Kestrel on free ports, a store of its own, a real channel to it.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly ServiceHost _host;
    private readonly TestDirectory? _ownDirectory;
    private readonly string _scheme;

    private TestService(ServiceHost host, TestDirectory? ownDirectory, string scheme)
    {
        _host = host;
        _scheme = scheme;
        _ownDirectory = ownDirectory;
        Channel = OpenChannel();
        Http = OpenHttp();
        References = new ReferenceService.ReferenceServiceClient(Channel);
        Scoring = new ScoringService.ScoringServiceClient(Channel);
        Curation = new CurationService.CurationServiceClient(Channel);
        Monitors = new MonitorService.MonitorServiceClient(Channel);
    }

    public GrpcChannel Channel { get; }

    public HttpClient Http { get; }

    public ReferenceService.ReferenceServiceClient References { get; }

    public ScoringService.ScoringServiceClient Scoring { get; }

    public CurationService.CurationServiceClient Curation { get; }

    public MonitorService.MonitorServiceClient Monitors { get; }

    public IServiceProvider Parts => _host.Services;

    /// <summary>Starts a service.</summary>
    /// <param name="encoder">Its encoder; null for the bundled one.</param>
    /// <param name="directory">Where its store lies; null for a directory of its own.</param>
    /// <param name="adjust">Replaces further parts.</param>
    /// <param name="options">Options such as --Limits:TextBytes=100.</param>
    public static async Task<TestService> StartAsync(
        ITextEncoder? encoder = null,
        TestDirectory? directory = null,
        Action<IServiceCollection>? adjust = null,
        params string[] options)
    {
        var own = directory is null ? new TestDirectory() : null;
        var host = await ServiceHost.StartAsync(
            [
                "--Listen:GrpcPort=0",
                "--Listen:HttpPort=0",
                "--Log:Level=None",
                $"--Storage:Path={(directory ?? own)!.StorePath}",
                $"--Encoder:Path={TestEncoder.Int8Path}",
                "--References:NullDraws=99",
                .. options,
            ],
            services =>
            {
                if (encoder is not null)
                {
                    services.AddSingleton(encoder);
                }

                adjust?.Invoke(services);
            });
        return new TestService(host, own, options.Any(option => option.StartsWith("--Tls:", StringComparison.Ordinal)) ? "https" : "http");
    }

    /// <summary>A client of the HTTP port.</summary>
    public HttpClient OpenHttp(HttpMessageHandler? handler = null) =>
        new(handler ?? new SocketsHttpHandler()) { BaseAddress = new Uri($"{_scheme}://127.0.0.1:{_host.Ports.Http}") };

    /// <summary>Calls the service with a key.</summary>
    public CallInvoker With(string key) => Channel.Intercept(metadata =>
    {
        metadata.Add("authorization", $"Bearer {key}");
        return metadata;
    });

    public GrpcChannel OpenChannel(HttpMessageHandler? handler = null) => GrpcChannel.ForAddress(
        $"{_scheme}://127.0.0.1:{_host.Ports.Grpc}",
        new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null, HttpHandler = handler, DisposeHttpClient = true });

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Channel.ShutdownAsync();
        Channel.Dispose();
        await _host.DisposeAsync();
        _ownDirectory?.Dispose();
    }
}
