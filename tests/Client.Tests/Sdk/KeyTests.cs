using Detector.Client.Tests.Service;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Sdk;

public sealed class KeyTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Every_call_brings_the_key_that_is_in_the_file_then()
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => o with { KeyFile = _file });
        await File.WriteAllTextAsync(_file, "first\n");
        await client.GetMonitorAsync("m");
        await File.WriteAllTextAsync(_file, "second");
        await client.ScoreAsync("r", [new Sample { Text = "x" }]);
        Assert.Equal(["Bearer first", "Bearer second"], service.Script.Authorizations);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two keys")]
    public async Task A_file_without_a_key_is_named(string content)
    {
        await using var service = await ScriptedService.StartAsync();
        using var client = service.Connect(o => o with { KeyFile = _file });
        await File.WriteAllTextAsync(_file, content);
        var wrong = await Assert.ThrowsAsync<InvalidDataException>(() => client.GetMonitorAsync("m"));
        Assert.StartsWith(_file, wrong.Message);
        Assert.Empty(service.Script.Authorizations);
    }

    [Fact]
    public async Task A_refused_key_is_not_tried_again()
    {
        await using var service = await ScriptedService.StartAsync(new RpcException(new Status(StatusCode.Unauthenticated, "no")));
        using var client = service.Connect(o => o with { Key = "first" });
        var refused = await Assert.ThrowsAsync<DetectorException>(() => client.ScoreAsync("r", [new Sample { Text = "x" }]));
        Assert.Equal(StatusCode.Unauthenticated, refused.Status);
        Assert.Equal(["Bearer first"], service.Script.Authorizations);
    }

    [Fact]
    public void Options_do_not_show_their_key() =>
        Assert.Equal("DetectorClientOptions { Address = http://127.0.0.1:50051/ }", new DetectorClientOptions { Key = "secret" }.ToString());

    [Fact]
    public void Options_that_exclude_each_other_are_refused()
    {
        var https = new DetectorClientOptions { Address = new Uri("https://127.0.0.1:1") };
        foreach (var wrong in new[]
        {
            https with { Key = "x", KeyFile = "x" },
            https with { CertificateFile = "x" },
            https with { CertificateKeyFile = "x" },
            new DetectorClientOptions { CaFile = "x" },
        })
        {
            Assert.Throws<ArgumentException>(() => new DetectorClient(wrong));
        }
    }
}
