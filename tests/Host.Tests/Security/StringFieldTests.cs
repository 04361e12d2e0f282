using Detector.Host.Tests.Hosting;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Detector.Host.Tests.Security;

/// <summary>Every string of every request has a bound, and errors do not give long strings back.</summary>
public sealed class StringFieldTests : IAsyncLifetime
{
    private const int Long = 200_000;
    private const int LongestError = 6000;
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        _service = await TestService.StartAsync(new StubEncoder());
        await _service.CreateAsync("r", Texts.Samples(100));
        await _service.WatchAsync("m");
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_long_string_is_refused_wherever_it_stands()
    {
        var tried = 0;
        List<string> unbounded = [];
        foreach (var (name, method) in ServedMethods.All.Where(method => method.Key.StartsWith("/detector.", StringComparison.Ordinal)))
        {
            foreach (var path in Strings(method.InputType, []))
            {
                tried++;
                var request = Build(method.InputType, path);
                var place = $"{name} {string.Join('.', path.Select(field => field.Name))}";
                var refused = await RefusedAsync(name, request.ToByteArray());
                var size = refused?.Message.Length + refused?.Trailers.Sum(entry => entry.IsBinary ? entry.ValueBytes.Length : entry.Value.Length);
                if (refused?.StatusCode is not (StatusCode.InvalidArgument or StatusCode.FailedPrecondition) || size > LongestError)
                {
                    unbounded.Add($"{place}: {size} {refused?.Message ?? "accepted"}");
                }
            }
        }

        Assert.Empty(unbounded);
        Assert.True(tried > 60, $"{tried}");
    }

    private async Task<RpcException?> RefusedAsync(string method, byte[] message)
    {
        try
        {
            await ServedMethods.CallAsync(_service.Channel.CreateCallInvoker(), method, message);
            return null;
        }
        catch (RpcException refused)
        {
            return refused;
        }
    }

    private static IEnumerable<FieldDescriptor[]> Strings(MessageDescriptor message, FieldDescriptor[] above)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            if (field.FieldType == FieldType.String)
            {
                yield return [.. above, field];
            }
            else if (field.FieldType == FieldType.Message && !field.IsMap && field.MessageType.FullName.StartsWith("detector.", StringComparison.Ordinal))
            {
                foreach (var path in Strings(field.MessageType, [.. above, field]))
                {
                    yield return path;
                }
            }
        }
    }

    // A request that is right but for one string.
    private static IMessage Build(MessageDescriptor descriptor, ReadOnlySpan<FieldDescriptor> path)
    {
        var message = (IMessage)Activator.CreateInstance(descriptor.ClrType)!;
        foreach (var field in descriptor.Fields.InDeclarationOrder())
        {
            if (!path.IsEmpty && field == path[0])
            {
                Put(message, field, path.Length == 1 ? new string('x', Long) : Build(field.MessageType, path[1..]));
            }
            else if (Filler(field) is { } filler && (field.ContainingOneof is null || path.IsEmpty || path[0].ContainingOneof != field.ContainingOneof))
            {
                Put(message, field, filler);
            }
        }

        return message;
    }

    private static object? Filler(FieldDescriptor field) => field.Name switch
    {
        "reference" => "r",
        "monitor" => "m",
        "name" => field.ContainingType.Name.StartsWith("Create", StringComparison.Ordinal) || field.ContainingType.Name == "ReferenceHeader" ? "new" : "m",
        "stream_id" => "s",
        "text" => "some text",
        "header" => Build(field.MessageType, []),
        "samples" when field.MessageType == V1.Sample.Descriptor => new V1.Sample { Text = "some text" },
        _ => null,
    };

    private static void Put(IMessage message, FieldDescriptor field, object value)
    {
        if (field.IsRepeated)
        {
            ((System.Collections.IList)field.Accessor.GetValue(message)).Add(value);
        }
        else
        {
            field.Accessor.SetValue(message, value);
        }
    }
}
