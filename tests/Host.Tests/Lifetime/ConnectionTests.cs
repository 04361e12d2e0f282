using System.Net.Sockets;
using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace Detector.Host.Tests.Lifetime;

public sealed class ConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_connection_too_many_is_closed_and_those_that_are_open_go_on()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Limits:Connections=1"]);
        await service.References.ListReferencesAsync(new ListReferencesRequest());
        var port = new Uri($"http://{service.Channel.Target}");
        using var further = new TcpClient(port.Host, port.Port);
        using var patience = new CancellationTokenSource(Patience);
        var closed = await Record.ExceptionAsync(async () => Assert.Equal(0, await further.GetStream().ReadAsync(new byte[1], patience.Token)));
        Assert.True(closed is null or IOException, $"{closed}");
        await service.References.ListReferencesAsync(new ListReferencesRequest());
        Assert.Equal("live", await service.Http.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task A_caller_that_vanishes_without_a_word_gives_its_place_back()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: ["--Listen:KeepAliveSeconds=1", "--Monitors:Watchers=1"]);
        await service.CreateAsync("r", Texts.Samples(100));
        await service.WatchAsync("m");
        await service.ObserveAsync("m", Texts.Samples(32));
        await service.ReportsAsync("m", 1);
        await using var proxy = new StallingProxy(new Uri($"http://{service.Channel.Target}").Port);
        using var channel = GrpcChannel.ForAddress(proxy.Address);
        using var vanishing = Watch(new MonitorService.MonitorServiceClient(channel));
        Assert.True(await vanishing.ResponseStream.MoveNext(default));
        await Refusal.ExpectAsync(ErrorReason.QueueFull, () => ReadOneAsync(service.Monitors));
        proxy.Stall();
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsLetInAsync(service.Monitors))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static AsyncServerStreamingCall<WatchReportsResponse> Watch(MonitorService.MonitorServiceClient monitors) =>
        monitors.WatchReports(new WatchReportsRequest { Monitor = "m", AfterWindow = 0 });

    private static async Task ReadOneAsync(MonitorService.MonitorServiceClient monitors)
    {
        using var call = Watch(monitors);
        Assert.True(await call.ResponseStream.MoveNext(default));
    }

    private static async Task<bool> IsLetInAsync(MonitorService.MonitorServiceClient monitors)
    {
        try
        {
            await ReadOneAsync(monitors);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.ResourceExhausted)
        {
            return false;
        }
    }
}
