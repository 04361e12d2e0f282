using System.Reflection;
using Detector.V1;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Detector.Host.Tests.Security;

/// <summary>Every method of every service, as the descriptors list them.</summary>
internal static class ServedMethods
{
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>The methods by their full names.</summary>
    public static IReadOnlyDictionary<string, MethodDescriptor> All { get; } = new[]
    {
        typeof(ScoringService).Assembly, typeof(Grpc.Health.V1.HealthReflection).Assembly, typeof(Grpc.Reflection.V1.ReflectionReflection).Assembly,
    }
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<FileDescriptor>()
        .SelectMany(file => file.Services)
        .SelectMany(service => service.Methods)
        .DistinctBy(method => method.FullName)
        .ToDictionary(method => $"/{method.Service.FullName}/{method.Name}");

    /// <summary>Calls a method with one message, or with a stream of that message alone, until it gives its first answer.</summary>
    /// <exception cref="RpcException">It refuses.</exception>
    public static async Task CallAsync(CallInvoker invoker, string method, params byte[][] messages)
    {
        var descriptor = All[method];
        var called = new Method<byte[], byte[]>(
            (descriptor.IsClientStreaming, descriptor.IsServerStreaming) switch
            {
                (false, false) => MethodType.Unary,
                (true, false) => MethodType.ClientStreaming,
                (false, true) => MethodType.ServerStreaming,
                (true, true) => MethodType.DuplexStreaming,
            },
            descriptor.Service.FullName,
            descriptor.Name,
            Raw,
            Raw);
        using var timeout = new CancellationTokenSource(Longest);
        var options = new CallOptions(cancellationToken: timeout.Token);
        var first = messages.FirstOrDefault() ?? [];
        switch (called.Type)
        {
            case MethodType.Unary:
                await invoker.AsyncUnaryCall(called, null, options, first);
                break;
            case MethodType.ServerStreaming:
                using (var call = invoker.AsyncServerStreamingCall(called, null, options, first))
                {
                    await call.ResponseStream.MoveNext(timeout.Token);
                }

                break;
            case MethodType.ClientStreaming:
                using (var call = invoker.AsyncClientStreamingCall(called, null, options))
                {
                    await SendAsync(call.RequestStream, messages);
                    await call;
                }

                break;
            case MethodType.DuplexStreaming:
                using (var call = invoker.AsyncDuplexStreamingCall(called, null, options))
                {
                    await SendAsync(call.RequestStream, messages);
                    while (await call.ResponseStream.MoveNext(timeout.Token))
                    {
                    }
                }

                break;
        }
    }

    private static async Task SendAsync(IClientStreamWriter<byte[]> stream, byte[][] messages)
    {
        foreach (var message in messages)
        {
            await Hosting.Calls.WriteAsync(() => stream.WriteAsync(message));
        }

        await Hosting.Calls.WriteAsync(stream.CompleteAsync);
    }
}
