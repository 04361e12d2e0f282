using Detector.Cli;
using Detector.Cli.Commands;

namespace Detector.Client.Tests.Commands;

/// <summary>A run of the command line as in a shell, with its streams kept.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static Task<CommandRun> Of(string commandLine, string input = "", IReadOnlyDictionary<string, string>? variables = null) =>
        Of(commandLine, io => io with
        {
            OpenInput = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)),
            Variable = name => variables?.GetValueOrDefault(name),
        });

    public static async Task<CommandRun> Of(string commandLine, Func<CommandIo, CommandIo> change)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var io = change(new CommandIo { Output = output, Error = error });
        var exitCode = await DetectorCommand.RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries), io);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
