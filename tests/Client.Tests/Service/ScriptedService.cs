using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Detector.Client.Tests.Service;

/// <summary>A gRPC server on a free port of this machine that answers as its script says, to inject faults no real service makes at will.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedService(WebApplication app, Script script)
    {
        _app = app;
        Script = script;
    }

    public Script Script { get; }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ScriptedService> StartAsync(params RpcException[] failures)
    {
        var script = new Script(failures);
        script.Monitors.Monitors["m"] = new Detector.V1.Monitor { Name = "m" };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        var app = builder.Build();
        app.MapGrpcService<ScriptedReferences>();
        app.MapGrpcService<ScriptedScoring>();
        app.MapGrpcService<ScriptedCuration>();
        app.MapGrpcService<ScriptedMonitors>();
        await app.StartAsync();
        return new ScriptedService(app, script);
    }

    public DetectorClient Connect(Func<DetectorClientOptions, DetectorClientOptions>? change = null)
    {
        var options = new DetectorClientOptions { Address = Address, TimeProvider = Script.Clock };
        return new DetectorClient(change?.Invoke(options) ?? options);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
