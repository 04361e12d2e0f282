using System.Net;
using System.Net.Sockets;
using Detector.Host.Lifetime;
using Detector.Host.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Host.Tests.Lifetime;

public sealed class CheckHealthTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_service_that_can_answer_calls_is_healthy()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        Assert.Equal(ExitCode.Success, await RunAsync("--url", $"{service.Http.BaseAddress}readyz"));
        Assert.Contains("answers 200 Healthy", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task A_service_that_stops_is_not()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        var drain = service.Parts.GetRequiredService<Drain>();
        using (drain.Enter())
        {
            var stopping = drain.StoppingAsync(default);
            Assert.Equal(ExitCode.Failure, await RunAsync("--url", $"{service.Http.BaseAddress}readyz"));
            Assert.Contains("answers 503 Unhealthy", _error.ToString(), StringComparison.Ordinal);
            Assert.False(stopping.IsCompleted);
        }
    }

    [Fact]
    public async Task Where_nobody_listens_nobody_is_healthy()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        Assert.Equal(ExitCode.Failure, await RunAsync("--url", $"http://127.0.0.1:{port}/readyz"));
        Assert.Contains($":{port}/readyz cannot be asked", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--url")]
    [InlineData("--url", "readyz")]
    [InlineData("--url", "file:///readyz")]
    [InlineData("--url", "http://127.0.0.1:1/", "more")]
    public async Task Wrong_usage_is_told(params string[] arguments)
    {
        Assert.Equal(ExitCode.Usage, await RunAsync(arguments));
        Assert.Contains("--url URL", _error.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments) => CheckHealth.RunAsync(arguments, _output, _error);
}
