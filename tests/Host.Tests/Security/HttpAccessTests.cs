using System.Net;
using System.Text.Json;
using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Detector.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace Detector.Host.Tests.Security;

public sealed class HttpAccessTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task On_loopback_metrics_need_no_key()
    {
        var keys = new TestKeys(_directory, Role.Read);
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [keys.Option]);
        Assert.Equal((HttpStatusCode.OK, null), await GetAsync(service.Http, "/metrics"));
    }

    [Fact]
    public async Task Elsewhere_metrics_need_a_key_that_may_read_and_health_needs_none()
    {
        var keys = new TestKeys(_directory, Role.Read, Role.Ingest);
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [keys.Option, "--Listen:Address=0.0.0.0"]);
        Assert.Equal((HttpStatusCode.Unauthorized, "MISSING_CREDENTIALS"), await GetAsync(service.Http, "/metrics"));
        Assert.Equal((HttpStatusCode.Unauthorized, "INVALID_CREDENTIALS"), await GetAsync(service.Http, "/metrics", $"Bearer {ApiKey.Make()}"));
        Assert.Equal((HttpStatusCode.Unauthorized, "INVALID_CREDENTIALS"), await GetAsync(service.Http, "/metrics", $"Basic {keys[Role.Read]}"));
        Assert.Equal((HttpStatusCode.Forbidden, "MISSING_ROLE"), await GetAsync(service.Http, "/metrics", $"Bearer {keys[Role.Ingest]}"));
        Assert.Equal((HttpStatusCode.OK, null), await GetAsync(service.Http, "/metrics", $"Bearer {keys[Role.Read]}"));
        Assert.Equal((HttpStatusCode.OK, null), await GetAsync(service.Http, "/healthz"));
        Assert.Equal((HttpStatusCode.OK, null), await GetAsync(service.Http, "/readyz"));
    }

    [Fact]
    public async Task The_page_is_open_and_its_figures_need_a_key_that_may_read()
    {
        var keys = new TestKeys(_directory, Role.Read, Role.Ingest);
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [keys.Option]);
        Assert.Equal((HttpStatusCode.OK, null), await GetAsync(service.Http, "/"));
        foreach (var path in (string[])["/api/monitors", "/api/references", "/api/monitors/m/reports/1/map", "/api/references/r/map"])
        {
            Assert.Equal((HttpStatusCode.Unauthorized, "MISSING_CREDENTIALS"), await GetAsync(service.Http, path));
            Assert.Equal((HttpStatusCode.Unauthorized, "INVALID_CREDENTIALS"), await GetAsync(service.Http, path, $"Bearer {ApiKey.Make()}"));
            Assert.Equal((HttpStatusCode.Forbidden, "MISSING_ROLE"), await GetAsync(service.Http, path, $"Bearer {keys[Role.Ingest]}"));
            var (code, _) = await GetAsync(service.Http, path, $"Bearer {keys[Role.Read]}");
            Assert.True(code is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path}: {code}");
        }
    }

    [Fact]
    public async Task With_a_port_of_their_own_metrics_and_probes_are_there_and_nowhere_else()
    {
        var port = FreePort.Find();
        var keys = new TestKeys(_directory, Role.Admin);
        await using var service = await TestService.StartAsync(
            new StubEncoder(), options: [keys.Option, "--Listen:Address=0.0.0.0", $"--Listen:MetricsPort={port}"]);
        using var metrics = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var grpc = new HttpClient
        {
            BaseAddress = new Uri($"http://{service.Channel.Target}"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach (var path in (string[])["/metrics", "/healthz", "/readyz"])
        {
            Assert.Equal((HttpStatusCode.OK, null), await GetAsync(metrics, path));
            Assert.Equal((HttpStatusCode.NotFound, null), await GetAsync(service.Http, path, $"Bearer {keys[Role.Admin]}"));
            Assert.Equal((HttpStatusCode.NotFound, null), await GetAsync(grpc, path, $"Bearer {keys[Role.Admin]}"));
        }

        using var post = new HttpRequestMessage(HttpMethod.Post, "/detector.v1.ReferenceService/ListReferences") { Content = new ByteArrayContent([]) };
        post.Content.Headers.ContentType = new("application/grpc");
        post.Headers.Add("Authorization", $"Bearer {keys[Role.Admin]}");
        Assert.Equal(HttpStatusCode.NotFound, (await metrics.SendAsync(post)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await metrics.GetAsync("/")).StatusCode);
        await service.With(keys[Role.Admin]).ListAsync();
    }

    [Fact]
    public void An_endpoint_that_names_no_role_is_refused_even_where_there_are_no_keys()
    {
        var listen = new ListenOptions();
        var access = new AccessControl(new Authenticator(null, new TlsOptions()), new ClientLimits(new LimitsOptions(), TimeProvider.System), listen);
        var context = new DefaultHttpContext();
        context.SetEndpoint(new Endpoint(_ => Task.CompletedTask, EndpointMetadataCollection.Empty, "forgotten"));
        var refused = Assert.Throws<ServiceException>(() => { _ = access.InvokeAsync(context, _ => throw new InvalidOperationException("It was let in.")); });
        Assert.Equal(ErrorReason.MissingRole, refused.Reason);
    }

    private static async Task<(HttpStatusCode Code, string? Reason)> GetAsync(HttpClient client, string path, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Version = client.DefaultRequestVersion, VersionPolicy = client.DefaultVersionPolicy };
        if (authorization is not null)
        {
            request.Headers.Add("Authorization", authorization);
        }

        using var response = await client.SendAsync(request);
        if (response.StatusCode == HttpStatusCode.Unauthorized)
        {
            Assert.Equal("Bearer", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
        }

        var content = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, !response.IsSuccessStatusCode && content.StartsWith('{') ? JsonDocument.Parse(content).RootElement.GetProperty("reason").GetString() : null);
    }
}
