using Detector.Client.Tests.Observing;
using Detector.Client.Tests.Service;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Detector.Client.Tests.DependencyInjection;

public sealed class DetectorServicesTests
{
    [Fact]
    public async Task The_client_is_one_and_the_container_disposes_of_it()
    {
        await using var service = await ScriptedService.StartAsync();
        DetectorClient client;
        await using (var provider = new ServiceCollection().AddDetectorClient(service.Address.Authority).BuildServiceProvider())
        {
            client = provider.GetRequiredService<DetectorClient>();
            Assert.Same(client, provider.GetRequiredService<DetectorClient>());
            Assert.Equal("r", (await client.GetReferenceAsync("r")).Name);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetReferenceAsync("r"));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused_at_registration()
    {
        var services = new ServiceCollection();
        Assert.Throws<FormatException>(() => services.AddDetectorClient("not an address"));
        Assert.Throws<ArgumentOutOfRangeException>(() => services.AddDetectorClient(new DetectorClientOptions { ChunkSamples = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => services.AddDetectorObserver("m", new DetectorObserverOptions { BufferSamples = 0 }));
        Assert.Throws<ArgumentException>(() => services.AddDetectorObserver(" "));
    }

    [Theory]
    [InlineData("example.org", "http://example.org:50051/")]
    [InlineData("10.0.0.1:7000", "http://10.0.0.1:7000/")]
    [InlineData("https://example.org:7000", "https://example.org:7000/")]
    public void Options_are_read_from_configuration(string address, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Detector:Address"] = address,
            ["Detector:Deadline"] = "00:00:42",
            ["Detector:Retry:MaxAttempts"] = "7",
        }).Build();
        using var provider = new ServiceCollection().AddDetectorClient(configuration.GetSection("Detector")).BuildServiceProvider();
        var options = provider.GetRequiredService<DetectorClient>().Options;
        Assert.Equal(expected, options.Address.ToString());
        Assert.Equal((TimeSpan.FromSeconds(42), 7, 512), (options.Deadline, options.Retry.MaxAttempts, options.ChunkSamples));
        Assert.Equal(new RetryPolicy().MaxDelay, options.Retry.MaxDelay);
    }

    [Fact]
    public void An_empty_configuration_means_the_defaults()
    {
        var section = new ConfigurationBuilder().Build().GetSection("Detector");
        using var provider = new ServiceCollection().AddDetectorClient(section).BuildServiceProvider();
        Assert.Equal(DetectorAddress.Default, provider.GetRequiredService<DetectorClient>().Options.Address);
    }

    [Fact]
    public async Task A_wrong_address_in_configuration_ends_the_start_of_the_host()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Detector:Address"] = "not an address";
        builder.Services.AddDetectorClient(builder.Configuration.GetSection("Detector"));
        using var host = builder.Build();
        await Assert.ThrowsAsync<FormatException>(() => host.StartAsync());
    }

    [Fact]
    public async Task Every_monitor_has_one_observer_and_the_first_named_is_the_containers()
    {
        await using var provider = new ServiceCollection().AddDetectorClient("localhost")
            .AddDetectorObserver("a", new DetectorObserverOptions { BufferSamples = 1, FlushTimeout = TimeSpan.Zero })
            .AddDetectorObserver("b", _ => new DetectorObserverOptions { BufferSamples = 2, FlushTimeout = TimeSpan.Zero })
            .BuildServiceProvider();
        var (a, b) = (provider.GetRequiredKeyedService<DetectorObserver>("a"), provider.GetRequiredKeyedService<DetectorObserver>("b"));
        Assert.Equal(("a", "b"), (a.Monitor, b.Monitor));
        Assert.Same(a, provider.GetRequiredService<DetectorObserver>());
        Assert.Same(b, provider.GetRequiredKeyedService<DetectorObserver>("b"));
        Assert.Equal((1, 2), (Room(a), Room(b)));
        Assert.Equal("c", provider.GetRequiredKeyedService<DetectorObserver>("c").Monitor);
    }

    [Fact]
    public async Task A_host_that_stops_sends_what_its_services_observed_last()
    {
        await using var service = await ScriptedService.StartAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddDetectorClient(ObserverFixture.Quick(new DetectorClientOptions { Address = service.Address }) with { ChunkWait = TimeSpan.FromDays(1) })
            .AddDetectorObserver("m")
            .AddHostedService<LastWords>();
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        ObserverFixture.AssertAllOnce(service, 50);
    }

    [Fact]
    public async Task A_container_without_a_host_sends_when_it_is_disposed_of()
    {
        await using var service = await ScriptedService.StartAsync();
        await using (var provider = new ServiceCollection()
            .AddDetectorClient(_ => ObserverFixture.Quick(new DetectorClientOptions { Address = service.Address })).AddDetectorObserver("m")
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }))
        {
            ObserverFixture.Fill(provider.GetRequiredService<DetectorObserver>(), 0, 50);
        }

        ObserverFixture.AssertAllOnce(service, 50);
    }

    private static int Room(DetectorObserver observer) => Enumerable.Range(0, 10).Count(i => observer.Observe($"{i}"));

    private sealed class LastWords(DetectorObserver observer) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            ObserverFixture.Fill(observer, 0, 50);
            return Task.CompletedTask;
        }
    }
}
