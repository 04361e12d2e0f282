using System.Text;
using System.Xml.Linq;
using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Security;
using Detector.Host.Telemetry;
using Google.Protobuf.Reflection;

namespace Detector.Host.Tests.Documentation;

/// <summary>docs/api.md: the protos with their comments, and the reasons of errors.</summary>
internal static class ApiPage
{
    private const string Head = """
        # API

        The gRPC API, package `detector.v1`, as the comments of `protos/detector/v1` tell it, and the reasons of its errors
        (`src/Service/Host/Errors/ErrorReason.cs`, `src/Service/Host/Api/StatusTable.cs`). Written by `build/docs`; a test holds it to both.
        The service has reflection, so `grpcurl` and the like work without the protos; [sdk.md](sdk.md) tells how to call it from .NET,
        [examples/python](../examples/python/README.md) from Python. Roles are told in [security.md](security.md#roles).


        """;

    // A reader meets services in this order; what they share comes last.
    private static readonly string[] Order = ["reference", "scoring", "monitor", "curation", "report", "sample"];

    /// <summary>The page.</summary>
    /// <param name="files">The protos, with comments.</param>
    public static string Render(IReadOnlyList<FileDescriptor> files)
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        FileDescriptor[] ordered = [.. files.OrderBy(file => Array.IndexOf(Order, FileWord(file)))];
        page.Append(Markdown.Table(
            ["method", "role", "what it does"],
            from method in ordered.SelectMany(file => file.Services).SelectMany(service => service.Methods)
            select (string[])[$"[{Title(method)}](#{Anchor(Title(method))})", RoleOf(method), Sentence(CommentOf(method.Declaration, method.FullName))]));
        page.Append("\n## Errors\n\n").Append(Errors());
        foreach (var file in ordered)
        {
            page.Append($"\n## {FileWord(file)}.proto\n");
            page.AppendJoin("", file.Services.Select(Service));
            page.AppendJoin("", file.MessageTypes.Select(Message));
            page.AppendJoin("", file.EnumTypes.Select(Enumeration));
        }

        return $"{page}";
    }

    private static string Errors()
    {
        var meanings = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "detector-service.xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")?.Value.Trim());
        const string Text = """
            Every error is a `google.rpc.Status` with an `ErrorInfo` of the domain `detector.v1`, whose reason is one of these. Bad input also has a
            `BadRequest` with the path of each field at fault, and where waiting helps there is a `RetryInfo` with the time to wait. No message holds
            a text of a sample.


            """;
        return Text.ReplaceLineEndings("\n") + Markdown.Table(
            ["reason", "status", "meaning"],
            from reason in Enum.GetValues<ErrorReason>()
            select (string[])
                [$"`{Words.Capitals(reason)}`", Words.Capitals(StatusTable.Rows[reason]), meanings[$"F:{typeof(ErrorReason).FullName}.{reason}"]!]);
    }

    private static string Service(ServiceDescriptor service) =>
        $"\n### {service.Name}\n\n{CommentOf(service.Declaration, service.FullName)}\n{string.Concat(service.Methods.Select(Method))}";

    private static string Method(MethodDescriptor method) => $"""

        #### {Title(method)}

        Takes {Streamed(method.IsClientStreaming)}{LinkTo(method.InputType)}, answers {Streamed(method.IsServerStreaming)}{LinkTo(method.OutputType)}; role {RoleOf(method)}.

        {CommentOf(method.Declaration, method.FullName)}

        """.ReplaceLineEndings("\n");

    private static string Message(MessageDescriptor message)
    {
        var text = $"\n### {message.Name}\n\n{CommentOf(message.Declaration, message.FullName)}\n";
        if (message.Fields.InDeclarationOrder().Count > 0)
        {
            text += "\n" + Markdown.Table(
                ["field", "type", "meaning"],
                message.Fields.InDeclarationOrder().Select(field => (string[])[$"`{field.Name}`", TypeOf(field), Meaning(field)]));
        }

        return text + string.Concat(message.NestedTypes.Select(Message)) + string.Concat(message.EnumTypes.Select(Enumeration));
    }

    private static string Enumeration(EnumDescriptor enumeration) =>
        $"\n### {enumeration.Name}\n\n{CommentOf(enumeration.Declaration, enumeration.FullName)}\n\n" + Markdown.Table(
            ["value", "number", "meaning"],
            enumeration.Values.Select(value => (string[])[$"`{value.Name}`", $"{value.Number}", CommentOf(value.Declaration, value.FullName)]));

    private static string Meaning(FieldDescriptor field)
    {
        var comment = CommentOf(field.Declaration, field.FullName);
        return field.RealContainingOneof is { } choice
            ? $"One of `{choice.Name}`: {CommentOf(choice.Declaration, choice.FullName)} {comment}"
            : comment;
    }

    private static string TypeOf(FieldDescriptor field)
    {
        var type = field.FieldType switch
        {
            FieldType.Message => LinkTo(field.MessageType),
            FieldType.Enum => $"[{field.EnumType.Name}](#{Anchor(field.EnumType.Name)})",
            _ => $"{field.FieldType}".ToLowerInvariant(),
        };
        var repeated = field.IsRepeated ? "repeated " : "";
        return field.ToProto().Proto3Optional ? $"optional {type}" : repeated + type;
    }

    private static string LinkTo(MessageDescriptor message) => message.File.Package == "google.protobuf"
        ? $"[{message.FullName}](https://protobuf.dev/reference/protobuf/google.protobuf/#{Anchor(message.Name)})"
        : $"[{message.Name}](#{Anchor(message.Name)})";

    private static string CommentOf(DescriptorDeclaration? declaration, string name)
    {
        var comment = Markdown.Paragraph(declaration?.LeadingComments ?? "");
        Assert.True(comment.Length > 0, $"{name} has no comment");
        return comment;
    }

    private static string RoleOf(MethodDescriptor method) =>
        string.Join(", ", RoleWords.Write(MethodRoles.Rows[$"/{method.Service.FullName}/{method.Name}"]));

    private static string Sentence(string comment) => comment[..(comment.IndexOf(". ", StringComparison.Ordinal) is >= 0 and var end ? end + 1 : comment.Length)];

    private static string Streamed(bool streamed) => streamed ? "a stream of " : "";

    private static string Title(MethodDescriptor method) => $"{method.Service.Name}.{method.Name}";

    private static string Anchor(string heading) => heading.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string FileWord(FileDescriptor file) => Path.GetFileNameWithoutExtension(file.Name);
}
