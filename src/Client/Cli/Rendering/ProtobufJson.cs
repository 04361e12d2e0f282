using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Detector.Cli.Rendering;

/// <summary>Prints messages as protobuf JSON, default values included so that every field of the report is there.</summary>
internal static class ProtobufJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation().WithFormatDefaultValues(true));

    private static readonly JsonFormatter LineFormatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public static void Write(TextWriter output, IMessage message) => output.WriteLine(Formatter.Format(message));

    /// <summary>A message as a part of other JSON.</summary>
    public static JsonNode ToNode(IMessage message) => JsonNode.Parse(LineFormatter.Format(message))!;

    /// <summary>The same on one line, for messages that come one after the other.</summary>
    public static void WriteLine(TextWriter output, IMessage message) => output.WriteLine(LineFormatter.Format(message));
}
