using Detector.Client;
using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;
using Detector.V1;
using Grpc.Core;

namespace Detector.EndToEnd.Tests;

/// <summary>The client program and the library with a service that wants TLS, a client certificate and a key.</summary>
public sealed class SecureServiceTests(SecureService service) : IClassFixture<SecureService>
{
    [Fact]
    public async Task The_client_program_brings_certificate_and_key()
    {
        (await service.Trusting("reference", "list", "--key-file", service.KeyFile("admin")).RunAsync()).Ended(0);
        var variable = service.Trusting("reference", "list");
        variable.Environment["DETECTOR_KEY"] = await File.ReadAllTextAsync(service.KeyFile("admin"));
        (await variable.RunAsync()).Ended(0);
    }

    [Fact]
    public async Task What_is_missing_is_said_with_the_option_that_gives_it()
    {
        var noCa = (await service.Cli("reference", "list").RunAsync()).Ended(1);
        Assert.Contains("--ca FILE names the authority", noCa.Error, StringComparison.Ordinal);
        using var stranger = new TestAuthority();
        var wrongCa = Path.Combine(service.Folder, "stranger.pem");
        await File.WriteAllTextAsync(wrongCa, stranger.Pem);
        Assert.Contains("--ca FILE", (await service.Cli("reference", "list", "--ca", wrongCa).RunAsync()).Ended(1).Error, StringComparison.Ordinal);
        var noCertificate = (await service.Cli("reference", "list", "--ca", service.Ca, "--key-file", service.KeyFile("admin")).RunAsync()).Ended(1);
        Assert.Contains("client certificate", noCertificate.Error, StringComparison.Ordinal);

        var noKey = (await service.Trusting("reference", "list").RunAsync()).Ended(1);
        Assert.Contains("--key-file FILE, or the variable DETECTOR_KEY", noKey.Error, StringComparison.Ordinal);
        var wrongRole = (await service.Trusting("reference", "list", "--key-file", service.KeyFile("ingest")).RunAsync()).Ended(1);
        Assert.Contains("needs the role read", wrongRole.Error, StringComparison.Ordinal);
        var noFile = (await service.Trusting("reference", "list", "--key-file", "no-such-file").RunAsync()).Ended(1);
        Assert.Contains("no-such-file", noFile.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", noFile.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_observer_goes_on_when_its_key_is_renewed()
    {
        using var admin = service.Connect("admin");
        await admin.CreateMonitorAsync(new CreateMonitorRequest { Name = "chat", BurnInWindows = 2 });
        using var client = service.Connect("ingest");
        await using var observer = new DetectorObserver(client, "chat");
        Observe(0);
        await observer.FlushAsync();
        await service.RenewAsync("ingest");
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (observer.Counts.Failures == 0)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Delay(50);
        }

        Observe(100);
        await observer.FlushAsync();
        Assert.Equal((200, 200), (observer.Counts.Observed, observer.Counts.Acknowledged));
        Assert.Equal(200, (await admin.GetMonitorAsync("chat")).SampleCount);
        var refused = await Assert.ThrowsAsync<DetectorException>(() => client.GetMonitorAsync("chat"));
        Assert.Equal((StatusCode.PermissionDenied, "MISSING_ROLE"), (refused.Status, refused.Reason));

        void Observe(int from)
        {
            for (var i = from; i < from + 100; i++)
            {
                Assert.True(observer.Observe(FormattableString.Invariant($"The {i}th answer is {i * 7}.")));
            }
        }
    }

    [Fact]
    public async Task A_Python_example_brings_its_key_and_knows_the_service_by_its_authority()
    {
        await using var other = await service.StartWithoutClientCertificatesAsync();
        var rows = Path.Combine(service.Folder, "rows.jsonl");
        await File.WriteAllTextAsync(rows, "{\"text\": \"one\"}\n");
        var gate = Python.Script(
            "examples/python/gate.py", "--server", $"https://{other.GrpcAddress.Authority}", "--ca", service.Ca, "--reference", "no-such", rows);
        Assert.Contains("wants a key", (await gate.RunAsync()).Ended(1).Error, StringComparison.Ordinal);
        gate.Environment["DETECTOR_KEY"] = await File.ReadAllTextAsync(service.KeyFile("ingest"));
        Assert.Equal("error: There is no reference 'no-such'.\n", (await gate.RunAsync()).Ended(1).Error);
    }

    [Fact]
    public async Task A_Python_client_calls_with_a_key_over_TLS() => (await Python.Script(
        "tests/Interop/python/secure.py",
        service.Address.Authority,
        service.Ca,
        service.Client.Certificate,
        service.Client.Key,
        service.KeyFile("admin"),
        service.KeyFile("ingest")).RunAsync()).Ended(0);
}
