using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Commands;

/// <summary><c>detector reference list</c>.</summary>
internal static class ReferenceListCommand
{
    public static Command Create(CommandIo io)
    {
        var json = ReferenceCommand.Json();
        var command = new Command("list", "Lists every reference, by name.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(json), io, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool json, CommandIo io, CancellationToken cancellationToken)
    {
        using var client = ServerOptions.Connect(parsed, io);
        var all = new ListReferencesResponse();
        await foreach (var reference in client.ListReferencesAsync(cancellationToken: cancellationToken))
        {
            all.References.Add(reference);
        }

        if (json)
        {
            ProtobufJson.Write(io.Output, all);
        }
        else
        {
            ReferenceTable.Write(TextConsole.ForOutput(io), all.References);
        }

        return ExitCode.Success;
    }
}
