using Detector.Host.Errors;
using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Detector.Tests.Shared;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Detector.Host.Tests.Security;

public sealed class TlsTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly TestTls _tls;

    public TlsTests() => _tls = new TestTls(_directory);

    public void Dispose()
    {
        _tls.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Both_ports_are_encrypted_and_the_certificate_is_checked()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: _tls.Options);
        await ListAsync(service, _tls.Connect());
        using var http = service.OpenHttp(_tls.Connect());
        Assert.Contains("detector_tls_certificate_expiry_timestamp_seconds 1", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);

        using var stranger = new TestAuthority();
        await ExpectNoConnectionAsync(service, _tls.Connect(stranger));
        using var cleartext = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{http.BaseAddress!.Port}") };
        await Assert.ThrowsAsync<HttpRequestException>(() => cleartext.GetAsync("/healthz"));
    }

    [Fact]
    public async Task A_caller_without_a_certificate_of_the_right_authority_gets_no_connection()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: _tls.MutualOptions);
        await ListAsync(service, _tls.Connect(client: _tls.Clients.SignClient("CN=pipeline")));
        await ExpectNoConnectionAsync(service, _tls.Connect());
        await ExpectNoConnectionAsync(service, _tls.Connect(client: _tls.Authority.SignClient("CN=pipeline")));
        using var namesake = new TestAuthority("Authority of callers");
        await ExpectNoConnectionAsync(service, _tls.Connect(client: namesake.SignClient("CN=pipeline")));
        await ExpectNoConnectionAsync(service, _tls.Connect(client: _tls.Clients.SignClient("CN=pipeline", left: TimeSpan.FromHours(-1))));
        await ExpectNoConnectionAsync(service, _tls.Connect(client: _tls.Clients.SignServer()));
        using var http = service.OpenHttp(_tls.Connect());
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("/healthz"));
    }

    [Fact]
    public async Task A_certificate_has_the_roles_of_the_entry_that_names_it()
    {
        var keys = new TestKeys(_directory, Role.Read);
        keys.Add("by-uri", "read", "uri:spiffe://detector/reader");
        keys.Add("by-dns", "ingest", "dns:pipeline.example");
        keys.Add("by-subject", "read", "subject:CN=reader, O=Example");
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [.. _tls.MutualOptions, keys.Option]);
        await ListAsync(service, With(_tls.Clients.SignClient("CN=x", uri: "spiffe://detector/reader")));
        await ListAsync(service, With(_tls.Clients.SignClient("CN=reader, O=Example")));
        await Refusal.ExpectAsync(ErrorReason.MissingRole, () => ListAsync(service, With(_tls.Clients.SignClient("CN=x", dns: "pipeline.example"))));
        await Refusal.ExpectAsync(ErrorReason.InvalidCredentials, () => ListAsync(service, With(_tls.Clients.SignClient("CN=reader"))));
        await Refusal.ExpectAsync(ErrorReason.InvalidCredentials, () => ListAsync(service, With(_tls.Clients.SignClient("CN=x", dns: "detector"))));
        // A name of one kind is not taken for another.
        await Refusal.ExpectAsync(
            ErrorReason.InvalidCredentials, () => ListAsync(service, With(_tls.Clients.SignClient("CN=uri:spiffe://detector/reader"))));

        // A key goes before the certificate, also when it is wrong.
        var stranger = _tls.Clients.SignClient("CN=stranger");
        await ListAsync(service, With(stranger), keys[Role.Read]);
        await Refusal.ExpectAsync(
            ErrorReason.InvalidCredentials, () => ListAsync(service, With(_tls.Clients.SignClient("CN=reader, O=Example")), ApiKey.Make()));
    }

    [Fact]
    public async Task The_metrics_port_asks_for_no_certificate()
    {
        var port = FreePort.Find();
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [.. _tls.MutualOptions, $"--Listen:MetricsPort={port}"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Assert.Equal("live", await http.GetStringAsync("/healthz"));
    }

    [Fact]
    public async Task New_connections_get_the_certificate_that_lies_there_now()
    {
        await using var service = await TestService.StartAsync(new StubEncoder(), options: _tls.MutualOptions);
        var client = _tls.Clients.SignClient("CN=pipeline");
        using var open = service.OpenChannel(With(client));
        await open.CreateCallInvoker().ListAsync();

        using var next = new TestAuthority("Next authority");
        _tls.Renew(next);
        await Eventually.SucceedsAsync(() => ListAsync(service, _tls.Connect(next, client)));
        await ExpectNoConnectionAsync(service, With(client));
        await open.CreateCallInvoker().ListAsync();

        using var nextClients = new TestAuthority("Next authority of callers");
        _tls.TrustClientsOf(nextClients);
        await Eventually.SucceedsAsync(() => ListAsync(service, _tls.Connect(next, nextClients.SignClient("CN=pipeline"))));
        await ExpectNoConnectionAsync(service, _tls.Connect(next, client));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_leaves_the_one_before_in_use_until_it_is_right()
    {
        var logs = new LogRecorder();
        await using var service = await TestService.StartAsync(
            new StubEncoder(), adjust: logs.Register, options: [.. _tls.Options, "--Log:Level=Information"]);
        var before = _tls.Authority;
        var (certificate, key) = _tls.Certificate;
        using var next = new TestAuthority("Next authority");
        var renewed = next.SignServer();
        await File.WriteAllTextAsync(certificate, renewed.Pem);
        using var http = service.OpenHttp(_tls.Connect(before));
        await Eventually.SucceedsAsync(async () => Assert.Contains("detector_stale_files 1\n", await http.GetStringAsync("/metrics"), StringComparison.Ordinal));
        await ListAsync(service, _tls.Connect(before));
        var told = Assert.Single(logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Contains("Tls:KeyPath", told, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", told, StringComparison.Ordinal);

        await File.WriteAllTextAsync(key, renewed.KeyPem);
        await Eventually.SucceedsAsync(() => ListAsync(service, _tls.Connect(next)));
        Assert.Contains("detector_stale_files 0\n", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    private static async Task ListAsync(TestService service, HttpMessageHandler handler, string? key = null)
    {
        using var channel = service.OpenChannel(handler);
        var invoker = key is null ? channel.CreateCallInvoker() : channel.Intercept(metadata =>
        {
            metadata.Add("authorization", $"Bearer {key}");
            return metadata;
        });
        await invoker.ListAsync();
    }

    private static async Task ExpectNoConnectionAsync(TestService service, HttpMessageHandler handler)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync(service, handler));
        Assert.True(refused.StatusCode is StatusCode.Unavailable or StatusCode.Internal, refused.ToString());
        Assert.Null(refused.GetRpcStatus());
    }

    private SocketsHttpHandler With(TestCertificate client) => _tls.Connect(client: client);
}
