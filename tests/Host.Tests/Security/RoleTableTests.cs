using System.Text.RegularExpressions;
using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Detector.Tests.Shared;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Host.Tests.Security;

public sealed class RoleTableTests : IClassFixture<RoleTableTests.ServiceWithKeys>
{
    private static readonly Role[] Sets = [.. Enumerable.Range(1, 7).Select(roles => (Role)roles)];

    private readonly ServiceWithKeys _fixture;

    public RoleTableTests(ServiceWithKeys fixture) => _fixture = fixture;

    public static TheoryData<string> Methods => [.. ServedMethods.All.Keys];

    public static TheoryData<string> ClosedMethods => [.. ServedMethods.All.Keys.Where(method => MethodRoles.Rows.GetValueOrDefault(method, Role.Admin) != Role.None)];

    [Fact]
    public void The_table_has_a_row_for_every_method_and_no_other() => Assert.Equal(ServedMethods.All.Keys.Order(), MethodRoles.Rows.Keys.Order());

    [Fact]
    public void Health_alone_is_open() => Assert.Equal(
        ["/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"],
        MethodRoles.Rows.Where(row => row.Value == Role.None).Select(row => row.Key).Order());

    [Fact]
    public void The_documentation_has_the_table() => Assert.Equal(
        MethodRoles.Rows.OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => $"{row.Key[1..]}: {(row.Value == Role.None ? "none" : string.Join(", ", RoleWords.Write(row.Value)))}"),
        Regex.Matches(File.ReadAllText(Repository.PathOf("docs", "security.md")), @"^\| `([\w.]+/\w+)` \| ([a-z, ]+) \|$", RegexOptions.Multiline)
            .Select(row => $"{row.Groups[1].Value}: {row.Groups[2].Value}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_endpoint_that_is_served_names_its_role()
    {
        var endpoints = _fixture.Service.Parts.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).ToArray();
        Assert.Equal(ServedMethods.All.Keys.Order(), endpoints.Select(MethodOf).OfType<string>().Distinct().Order());
        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<RequiredRole>()));
    }

    [Fact]
    public void Figures_over_plain_http_need_the_role_to_read_and_the_page_itself_none()
    {
        var roles = _fixture.Service.Parts.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => MethodOf(endpoint) is null && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not null)
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .ToDictionary(endpoint => endpoint.RoutePattern.RawText!, endpoint => endpoint.Metadata.GetMetadata<RequiredRole>()!.Role);
        Assert.Equal(
            [
                "/api/monitors", "/api/monitors/{monitor}", "/api/monitors/{monitor}/reports", "/api/monitors/{monitor}/reports/{window:long}",
                "/api/monitors/{monitor}/reports/{window:long}/map", "/api/references", "/api/references/{name}", "/api/references/{name}/map",
            ],
            roles.Keys.Order());
        Assert.All(roles.Values, role => Assert.Equal(Role.Read, role));
    }

    [Theory]
    [MemberData(nameof(ClosedMethods))]
    public async Task A_call_without_credentials_is_refused(string method)
    {
        await Refusal.ExpectAsync(ErrorReason.MissingCredentials, () => ServedMethods.CallAsync(_fixture.Service.Channel.CreateCallInvoker(), method));
        await Refusal.ExpectAsync(ErrorReason.InvalidCredentials, () => ServedMethods.CallAsync(_fixture.Service.With(ApiKey.Make()), method));
    }

    [Theory]
    [MemberData(nameof(ClosedMethods))]
    public async Task A_call_with_any_wrong_role_is_refused(string method)
    {
        var needed = MethodRoles.Rows[method];
        var wrong = Sets.Where(roles => !roles.HasFlag(Role.Admin) && !roles.HasFlag(needed)).ToArray();
        Assert.NotEmpty(wrong);
        foreach (var roles in wrong)
        {
            var refusal = await Refusal.ExpectAsync(
                ErrorReason.MissingRole, () => ServedMethods.CallAsync(_fixture.Service.With(_fixture.Keys[roles]), method));
            Assert.All(RoleWords.Write(needed), word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_call_with_the_right_role_gets_another_answer(string method)
    {
        var needed = MethodRoles.Rows[method];
        var right = Sets.Where(roles => roles.HasFlag(Role.Admin) || (needed != Role.None && roles.HasFlag(needed))).ToArray();
        foreach (var invoker in right.Select(roles => _fixture.Service.With(_fixture.Keys[roles])).Concat(
            needed == Role.None ? [_fixture.Service.Channel.CreateCallInvoker()] : []))
        {
            var answer = await AnswerAsync(invoker, method);
            Assert.True(answer is StatusCode.OK or StatusCode.InvalidArgument or StatusCode.NotFound, $"{method}: {answer}");
        }
    }

    [Fact]
    public async Task An_unknown_method_is_told_to_anyone()
    {
        var unknown = new Method<byte[], byte[]>(
            MethodType.Unary, "detector.v1.ScoringService", "Guess", Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));
        await Refusal.ExpectAsync(
            ErrorReason.Unimplemented,
            async () => await _fixture.Service.Channel.CreateCallInvoker().AsyncUnaryCall(unknown, null, default, []));
    }

    private static string? MethodOf(Microsoft.AspNetCore.Http.Endpoint endpoint) => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName;

    private static async Task<StatusCode> AnswerAsync(CallInvoker invoker, string method)
    {
        try
        {
            await ServedMethods.CallAsync(invoker, method);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    /// <summary>A service with a key for each set of roles.</summary>
    public sealed class ServiceWithKeys : IAsyncLifetime, IDisposable
    {
        private readonly TestDirectory _directory = new();

        internal TestService Service { get; private set; } = null!;

        internal TestKeys Keys { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Keys = new TestKeys(_directory, Sets);
            Service = await TestService.StartAsync(new StubEncoder(), options: [Keys.Option, "--Limits:FailedAuthenticationsPerSecond=0"]);
        }

        public async Task DisposeAsync() => await Service.DisposeAsync();

        public void Dispose() => _directory.Dispose();
    }
}
