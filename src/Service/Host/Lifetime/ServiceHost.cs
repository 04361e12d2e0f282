using System.Net;
using System.Net.Sockets;
using Detector.Encoding;
using Detector.Host.Api;
using Detector.Host.Curation;
using Detector.Host.Errors;
using Detector.Host.Intake;
using Detector.Host.Monitoring;
using Detector.Host.Options;
using Detector.Host.References;
using Detector.Host.Scoring;
using Detector.Host.Security;
using Detector.Host.Storage;
using Detector.Host.Telemetry;
using Detector.Host.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Kestrel = Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Detector.Host.Lifetime;

/// <summary>The running service.</summary>
internal sealed partial class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServiceHost(WebApplication app, Ports ports)
    {
        _app = app;
        Ports = ports;
    }

    /// <summary>The ports it listens on.</summary>
    public Ports Ports { get; }

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Reads the options, opens the store, loads the encoder, opens the ports, and says so.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="adjust">Replaces parts, for tests; null for none.</param>
    /// <exception cref="StartException">Something stands in the way.</exception>
    /// <exception cref="EncoderLoadException">The encoder cannot be used.</exception>
    public static async Task<ServiceHost> StartAsync(string[] arguments, Action<IServiceCollection>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        var options = DetectorOptions.Read(builder.Configuration, arguments);
        var certificates = TlsCertificates.Watch(options.Tls);
        builder.AddDetectorLogging(options.Log);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options, certificates));
        builder.Services
            .Configure<HostOptions>(host => host.ShutdownTimeout = Drain.Longest(options.Drain))
            .AddDetectorOptions(options)
            .AddSecurity(options, certificates)
            .AddStorage()
            .AddTelemetry()
            .AddTraces(options.Traces)
            .AddLifetime()
            .AddIntake()
            .AddReferences()
            .AddScoring()
            .AddCuration()
            .AddMonitoring()
            .AddApi(options.Limits);
        adjust?.Invoke(builder.Services);

        var app = builder.Build();
        try
        {
            var engine = app.Services.GetRequiredService<ISqlEngine>();
            engine.Prepare();
            var store = app.Services.GetRequiredService<IReferenceStore>();
            var calibrator = app.Services.GetRequiredService<ReferenceCalibrator>();
            var queue = app.Services.GetRequiredService<ObservationQueue>();
            app.Services.GetRequiredService<DetectorMetrics>().Describe(
                ServiceVersion.Current,
                app.Services.GetRequiredService<ITextEncoder>(),
                store.CountAsync,
                () => calibrator.Count,
                () => queue.WaitingSamples);
            app.Services.GetRequiredService<DetectorMetrics>().DescribeFiles([.. app.Services.GetServices<IWatchedFiles>()], () => certificates?.Current.Expires);
            app.Services.GetRequiredService<MonitorExporter>().Start();
            app.Logger.LogExposure(options);
            app.UseErrors().UseAccessControl().MapApi().MapPage().MapTelemetry();
            return await OpenAsync(app, options, engine.Location);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the process is told to stop and the service has drained.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>Drains and stops the service.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Listen(KestrelServerOptions kestrel, DetectorOptions options, WatchedFiles<TlsCertificates>? certificates)
    {
        var ports = options.Listen;
        var address = IPAddress.Parse(ports.Address);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(ports.KeepAliveSeconds);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(ports.KeepAliveSeconds);

        // gRPC has its own limit per message; a stream of messages has no limit as a whole.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(address, ports.GrpcPort, listen => Encrypt(listen, HttpProtocols.Http2));
        kestrel.Listen(address, ports.HttpPort, listen => Encrypt(listen, HttpProtocols.Http1));
        if (ports.MetricsPort != 0)
        {
            kestrel.Listen(address, ports.MetricsPort, listen => listen.Protocols = HttpProtocols.Http1);
        }

        void Encrypt(Kestrel.ListenOptions listen, HttpProtocols protocols)
        {
            listen.Protocols = protocols;
            if (certificates is not null)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificates.Current.Accept()) });
            }
        }
    }

    private static async Task<ServiceHost> OpenAsync(WebApplication app, DetectorOptions options, string store)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new StartException($"{exception.Message} Set Listen:Address, Listen:GrpcPort, Listen:HttpPort and Listen:MetricsPort to what is free.");
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(BindingAddress.Parse).ToArray();
        var ports = new Ports(addresses[0].Port, addresses[1].Port);
        var encoder = app.Services.GetRequiredService<ITextEncoder>().Description;
        if (options.Listen.PortFile.Length > 0)
        {
            PortFile.Write(options.Listen.PortFile, ports);
        }

        var metricsPort = options.Listen.MetricsPort == 0 ? ports.Http : options.Listen.MetricsPort;
        LogListening(app.Logger, options.Listen.Address, ports.Grpc, ports.Http, metricsPort, encoder.Name, encoder.Fingerprint, store);
        return new ServiceHost(app, ports);
    }

    [LoggerMessage(
        3,
        LogLevel.Information,
        "Listening on {Address}: gRPC {GrpcPort}, HTTP {HttpPort}, /metrics and health {MetricsPort}; encoder {Encoder} ({Fingerprint}), store {Store}")]
    private static partial void LogListening(
        ILogger logger, string address, int grpcPort, int httpPort, int metricsPort, string encoder, string fingerprint, string store);
}
