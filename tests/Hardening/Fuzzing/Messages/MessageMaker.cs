using System.Collections;
using Detector.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Hardening.Fuzzing.Messages;

/// <summary>
/// Makes messages of any type from its descriptor, such that most are right: names are those of what the service holds, so that they
/// reach what lies behind the checks.
/// </summary>
/// <param name="random">Chooses the values.</param>
internal sealed class MessageMaker(Random random)
{
    /// <summary>The reference and the monitor that stay whatever is sent.</summary>
    public const string Reference = "r";

    /// <inheritdoc cref="Reference"/>
    public const string Monitor = "m";

    private const int Deepest = 5;
    private const int Passing = 6;

    private static readonly string[] Words =
        "the baker repaired bridge before storm and her doctor measured a violin near old mill while sailors questioned every letter of harvest".Split(' ');

    private static readonly string[] Paths =
        ["description", "settings.window", "settings.thresholds", "settings.evidence", "settings.retention", "settings.window.samples", "name", "no.such"];

    private static readonly string[] Metrics = ["vendi", "self_bleu", "mmd", "frechet", "distinct_k", "no_such_metric"];

    /// <summary>A message in which everything has a value that it may have.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="index">Its place in its stream, from 0: a header is in the first message and in no other.</param>
    /// <param name="depth">How deep it lies in another.</param>
    public IMessage Make(MessageDescriptor type, int index = 0, int depth = 0)
    {
        var message = (IMessage)Activator.CreateInstance(type.ClrType)!;
        var chosen = type.Oneofs.Where(oneof => !oneof.IsSynthetic).Select(oneof => Choose(oneof, index)).ToHashSet();
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            var takes = field.RealContainingOneof is null ? Takes(field, index, depth) : chosen.Contains(field);
            if (takes)
            {
                Set(message, field, index, depth);
            }
        }

        return message;
    }

    /// <summary>Some words.</summary>
    public string Text() => string.Join(' ', Enumerable.Range(0, 3 + random.Next(12)).Select(_ => Words[random.Next(Words.Length)]));

    private FieldDescriptor Choose(OneofDescriptor oneof, int index)
    {
        var header = oneof.Fields.FirstOrDefault(field => field.Name == "header");
        return header is not null && index == 0 ? header : oneof.Fields[random.Next(oneof.Fields.Count)] is var any && any == header ? oneof.Fields[^1] : any;
    }

    private bool Takes(FieldDescriptor field, int index, int depth) => field.Name switch
    {
        "header" => index == 0,
        "text" or "reference" or "monitor" or "name" or "samples" or "stream_id" or "sequence" => true,
        _ => depth < Deepest && random.Next(2) == 0,
    };

    private void Set(IMessage message, FieldDescriptor field, int index, int depth)
    {
        if (!field.IsRepeated)
        {
            field.Accessor.SetValue(message, Value(field, index, depth));
        }
        else if (!field.IsMap)
        {
            var values = (IList)field.Accessor.GetValue(message);
            for (var left = 1 + random.Next(field.Name == "samples" ? 24 : 3); left > 0; left--)
            {
                values.Add(Value(field, index, depth));
            }
        }
    }

    private object Value(FieldDescriptor field, int index, int depth) => field.FieldType switch
    {
        FieldType.Message => MessageOf(field.MessageType, depth + 1),
        FieldType.String => StringOf(field),
        FieldType.Bytes => ByteString.CopyFromUtf8(Text()),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Enum => field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number,
        FieldType.Double => random.NextDouble(),
        FieldType.Float => random.NextSingle(),
        FieldType.Int64 when field.Name == "sequence" => (long)index,
        FieldType.Int64 => (long)random.Next(100),
        FieldType.UInt64 => (ulong)random.Next(100),
        FieldType.UInt32 => (uint)random.Next(100),
        _ => random.Next(100),
    };

    private IMessage MessageOf(MessageDescriptor type, int depth)
    {
        if (type == Timestamp.Descriptor)
        {
            return new Timestamp { Seconds = 1_700_000_000 + random.Next(1_000_000) };
        }

        if (type == Duration.Descriptor)
        {
            return new Duration { Seconds = 1 + random.Next(3600) };
        }

        return type == FieldMask.Descriptor ? new FieldMask { Paths = { Paths[random.Next(Paths.Length)] } } : Make(type, 0, depth);
    }

    private string StringOf(FieldDescriptor field) => field.Name switch
    {
        "text" or "prompt" or "description" => Text(),
        "reference" => Reference,
        "monitor" => Monitor,
        "name" => NameIn(field.ContainingType),
        "stream_id" => $"s{random.Next(50)}",
        "metrics" => Metrics[random.Next(Metrics.Length)],
        "page_token" => "",
        "request_id" => $"{random.Next()}",
        "id" => $"{random.NextInt64()}",
        _ => $"{Words[random.Next(4)]}",
    };

    // What is made and deleted comes and goes; what stays is only read, changed and reset.
    private string NameIn(MessageDescriptor type) =>
        type == ReferenceHeader.Descriptor || type.Name.StartsWith("Create", StringComparison.Ordinal) || type.Name.StartsWith("Delete", StringComparison.Ordinal)
            ? $"passing-{random.Next(Passing)}"
            : type.Name.Contains("Reference", StringComparison.Ordinal) ? Reference : Monitor;
}
