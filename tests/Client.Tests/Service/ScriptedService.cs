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
        Address = new Uri(app.Urls.Single());
    }

    public Script Script { get; }

    public Uri Address { get; }

    public static async Task<ScriptedService> StartAsync(params RpcException[] failures)
    {
        var script = new Script(failures);
        script.Monitors.Monitors["m"] = new Detector.V1.Monitor { Name = "m" };
        return await StartAsync(script, 0);
    }

    /// <summary>Ends it as a crash would: connections break.</summary>
    public Task StopAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    /// <summary>Another one at the same address after <see cref="StopAsync"/>, with what this one had stored.</summary>
    public Task<ScriptedService> RestartAsync() => StartAsync(Script, Address.Port);

    public DetectorClient Connect(Func<DetectorClientOptions, DetectorClientOptions>? change = null)
    {
        var options = new DetectorClientOptions { Address = Address, TimeProvider = Script.Clock };
        return new DetectorClient(change?.Invoke(options) ?? options);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<ScriptedService> StartAsync(Script script, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, port, l => l.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        var app = builder.Build();
        app.Use(next => context =>
        {
            if (context.Request.Headers.Authorization is [{ } authorization])
            {
                script.Authorizations.Enqueue(authorization);
            }

            return next(context);
        });
        app.MapGrpcService<ScriptedReferences>();
        app.MapGrpcService<ScriptedScoring>();
        app.MapGrpcService<ScriptedCuration>();
        app.MapGrpcService<ScriptedMonitors>();
        await app.StartAsync();
        return new ScriptedService(app, script);
    }
}
