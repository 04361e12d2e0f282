using Google.Protobuf;

namespace Detector.Cli.Rendering;

/// <summary>Prints messages as protobuf JSON, default values included so that every field of the report is there.</summary>
internal static class ProtobufJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithIndentation().WithFormatDefaultValues(true));

    public static void Write(TextWriter output, IMessage message) => output.WriteLine(Formatter.Format(message));
}
