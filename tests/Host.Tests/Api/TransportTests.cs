using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Google.Protobuf;
using Grpc.Core;

namespace Detector.Host.Tests.Api;

public sealed class TransportTests
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task Bytes_that_are_no_message_are_refused()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        byte[] garbage = [0xff, 0xff, 0xff, 0xff];
        await Refusal.ExpectAsync(ErrorReason.MalformedMessage, () => UnaryAsync(service, "ScoringService", "Score", garbage));
        await Refusal.ExpectAsync(ErrorReason.MalformedMessage, () => StreamAsync(service, "ReferenceService", "CreateReference", garbage));
    }

    [Fact]
    public async Task Text_that_is_no_utf8_is_refused()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        var score = new V1.ScoreRequest { Reference = "any", Samples = { new V1.Sample { Text = "ZZZZ" } } }.ToByteArray();
        var create = new V1.CreateReferenceRequest
        {
            Header = new V1.ReferenceHeader { Name = "any" },
            Samples = { new V1.Sample { Text = "ZZZZ" } },
        }.ToByteArray();
        await Refusal.ExpectAsync(ErrorReason.MalformedMessage, () => UnaryAsync(service, "ScoringService", "Score", Broken(score)));
        await Refusal.ExpectAsync(
            ErrorReason.MalformedMessage, () => StreamAsync(service, "ReferenceService", "CreateReference", Broken(create)));
    }

    [Fact]
    public async Task An_unknown_method_is_refused()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        await Refusal.ExpectAsync(ErrorReason.Unimplemented, () => UnaryAsync(service, "ScoringService", "Guess", []));
        await Refusal.ExpectAsync(ErrorReason.Unimplemented, () => UnaryAsync(service, "OtherService", "Score", []));
    }

    [Theory]
    [InlineData("detector.v1.ReferenceService/CreateReference", 0x7F, 0)]
    [InlineData("detector.v1.ReferenceService/CreateReference", 0, 0xFF)]
    [InlineData("detector.v1.ScoringService/Score", 0x7F, 0)]
    [InlineData("detector.v1.ScoringService/Score", 0, 0xFF)]
    [InlineData("detector.v1.MonitorService/ObserveStream", 0x7F, 0)]
    [InlineData("detector.v1.MonitorService/ObserveStream", 0, 0xFF)]
    [InlineData("grpc.reflection.v1.ServerReflection/ServerReflectionInfo", 0x7F, 0)]
    [InlineData("grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", 0, 0xFF)]
    public async Task A_frame_that_is_none_is_refused(string method, byte flag, byte length)
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{service.Channel.Target}/{method}")
        {
            Content = new ByteArrayContent([flag, length, 0, 0, 1, 0]),
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.ContentType = new("application/grpc");
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var headers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        Assert.Equal("3", Assert.Single(headers.GetValues("grpc-status")));
        await Metrics.WaitAsync(service, "detector_rejected_total{reason=\"MALFORMED_MESSAGE\"} 1");
    }

    [Fact]
    public async Task Refusals_before_a_call_begins_are_counted_too()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        await Refusal.ExpectAsync(ErrorReason.MalformedMessage, () => UnaryAsync(service, "ScoringService", "Score", [0xff]));
        Assert.Contains(
            "detector_rejected_total{reason=\"MALFORMED_MESSAGE\"} 1", await service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }

    private static byte[] Broken(byte[] message)
    {
        var broken = message.ToArray();
        broken[broken.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes("ZZZZ")) + 1] = 0xff;
        return broken;
    }

    private static async Task UnaryAsync(TestService service, string api, string method, byte[] message) =>
        await service.Channel.CreateCallInvoker().AsyncUnaryCall(Method(MethodType.Unary, api, method), null, default, message);

    private static async Task StreamAsync(TestService service, string api, string method, byte[] message)
    {
        using var call = service.Channel.CreateCallInvoker().AsyncClientStreamingCall(Method(MethodType.ClientStreaming, api, method), null, default);
        await call.RequestStream.WriteAsync(message);
        await call.ResponseAsync;
    }

    private static Method<byte[], byte[]> Method(MethodType type, string api, string method) => new(type, $"detector.v1.{api}", method, Raw, Raw);
}
