using Detector.Hardening.Fuzzing.Wire;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Detector.Hardening.Fuzzing.Messages;

/// <summary>One call as it is sent.</summary>
/// <param name="Path">The method's path.</param>
/// <param name="Body">The bytes of the body.</param>
/// <param name="Messages">Messages that it was made of.</param>
/// <param name="Headers">Headers.</param>
/// <param name="Type">The content type.</param>
internal sealed record FuzzedCall(string Path, byte[] Body, int Messages, IReadOnlyList<(string Name, string Value)> Headers, string Type)
{
    private const string GrpcType = "application/grpc";

    private static readonly string[] Timeouts = ["3S", "3S", "3S", "3S", "200m", "1m", "1u", "0n", "-1S", "99999999H", "x", "1", "3S,3S"];

    private static readonly string[] Encodings = ["identity", "gzip", "deflate", "br", "zstd", "gzip,gzip", ""];

    private static readonly string[] Types = ["application/grpc+proto", "application/grpc+json", "application/grpc-web", "application/json", "text/plain", "", "application/grpc;x"];

    /// <summary>A call of a method, the same for the same seed.</summary>
    public static FuzzedCall Of(MethodDescriptor method, Random random)
    {
        var maker = new MessageMaker(random);
        var messages = Stream(method, random, maker);
        byte[][] bytes = [.. messages.Select(message => message.ToByteArray())];
        var body = random.Next(10) switch
        {
            < 6 => Frames.Of(bytes),
            < 8 => Frames.Of(Damaged(bytes, random)),
            8 when bytes.Length > 0 => Frames.Lying(bytes, random),
            _ => new ByteMutator(random).Mutate(Frames.Of(bytes), Frames.Of([maker.Make(method.OutputType).ToByteArray()])),
        };
        return new FuzzedCall(PathOf(method, random), body, Math.Max(1, bytes.Length), HeadersOf(method, random), random.Next(100) == 0 ? Choose(Types, random) : GrpcType);
    }

    private static List<IMessage> Stream(MethodDescriptor method, Random random, MessageMaker maker)
    {
        var count = !method.IsClientStreaming ? 1 : random.Next(30) == 0 ? 60 : 1 + random.Next(6);
        List<IMessage> messages = [.. Enumerable.Range(0, count).Select(index => maker.Make(method.InputType, index))];
        var mutator = new MessageMutator(random, maker);
        foreach (var message in messages.Where(_ => random.Next(2 + count) < 2))
        {
            mutator.Mutate(message);
        }

        if (method.IsClientStreaming && random.Next(3) == 0)
        {
            Disorder(messages, method.InputType, random);
        }

        return messages;
    }

    private static void Disorder(List<IMessage> messages, MessageDescriptor type, Random random)
    {
        var at = random.Next(messages.Count);
        switch (random.Next(6))
        {
            case 0:
                messages.Reverse();
                break;
            case 1:
                messages.Insert(at, messages[0]);
                break;
            case 2:
                messages.RemoveAt(0);
                break;
            case 3:
                messages.InsertRange(at, Enumerable.Repeat((IMessage)Activator.CreateInstance(type.ClrType)!, 1 + random.Next(100)));
                break;
            case 4:
                messages.Clear();
                break;
            default:
                messages.Add(messages[at]);
                break;
        }
    }

    private static IEnumerable<byte[]> Damaged(byte[][] messages, Random random)
    {
        var mutator = new ByteMutator(random);
        return messages.Select((message, i) => random.Next(messages.Length) == 0 ? mutator.Mutate(message, messages[(i + 1) % messages.Length]) : message);
    }

    private static string PathOf(MethodDescriptor method, Random random) => random.Next(200) switch
    {
        0 => $"/{method.Service.FullName}/NoSuchMethod",
        1 => $"/no.such.Service/{method.Name}",
        2 => $"/{method.Service.FullName}/{method.Name}/more?x=1",
        _ => Served.PathOf(method),
    };

    private static List<(string Name, string Value)> HeadersOf(MethodDescriptor method, Random random)
    {
        List<(string Name, string Value)> headers = [("grpc-timeout", method.IsServerStreaming ? "200m" : Choose(Timeouts, random))];
        if (random.Next(10) == 0)
        {
            headers.Add(("grpc-encoding", Choose(Encodings, random)));
        }

        if (random.Next(20) == 0)
        {
            headers.Add(("authorization", random.Next(2) == 0 ? "Bearer x" : new string('x', random.Next(5000))));
        }

        if (random.Next(20) == 0)
        {
            headers.Add(($"x-{random.Next(1000)}-bin", "not base64!"));
        }

        return headers;
    }

    private static string Choose(string[] from, Random random) => from[random.Next(from.Length)];
}
