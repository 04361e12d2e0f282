using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Documentation;

/// <summary>Holds commands to the help of our programs; each verb is asked once.</summary>
public sealed partial class ProgramHelp
{
    private readonly ConcurrentDictionary<string, Task<string>> _asked = [];

    /// <summary>What is wrong with a command; empty when nothing is, or when it is none of ours.</summary>
    /// <param name="words">Its words.</param>
    internal async Task<string> FaultOfAsync(string[] words) => words switch
    {
        ["./detector", "serve", ..] => "",
        ["./detector" or "detector", .. var rest] => await ClientFaultAsync(rest),
        ["dotnet", var program, .. var rest] when Path.GetFileName(program) == "detector-service.dll" => await ServiceFaultAsync(rest),
        ["detector-service", .. var rest] => await ServiceFaultAsync(rest),
        ["./test", .. var rest] => await CheckFaultAsync(rest),
        ["python3", var script, .. var rest] when script.EndsWith(".py", StringComparison.Ordinal) => await ScriptFaultAsync(script, rest),
        _ => "",
    };

    private async Task<string> ClientFaultAsync(string[] words)
    {
        string[] verb = [];
        var help = await AskAsync(new Command("dotnet", Programs.Cli, "--help"));
        while (Verbs(help) is { Length: > 0 } verbs && words.ElementAtOrDefault(verb.Length) is { } next && next[0] != '-')
        {
            if (!verbs.Contains(next))
            {
                return $"{string.Join(' ', ["detector", .. verb])} has no verb {next}";
            }

            verb = [.. verb, next];
            help = await AskAsync(new Command("dotnet", [Programs.Cli, .. verb, "--help"]));
        }

        return OptionFault(string.Join(' ', ["detector", .. verb]), help, words);
    }

    // Options of a service that serves have a colon; another test holds them to the code.
    private async Task<string> ServiceFaultAsync(string[] words)
    {
        if (words is [] or [['-', '-', ..], ..])
        {
            return "";
        }

        var help = await AskAsync(new Command("dotnet", Programs.Service, "--help"));
        var usage = help.Split('\n').FirstOrDefault(line => line.TrimStart().StartsWith($"detector-service {words[0]} ", StringComparison.Ordinal));
        return usage is null ? $"detector-service has no verb {words[0]}" : OptionFault($"detector-service {words[0]}", usage, words);
    }

    private async Task<string> CheckFaultAsync(string[] words)
    {
        if (words is [] or ["NAME" or ['-', ..], ..])
        {
            return "";
        }

        var help = await AskAsync(new Command(Repository.PathOf("test"), "--help"));
        var usage = help.Split('\n').FirstOrDefault(line => line.TrimStart().StartsWith($"{words[0]} ", StringComparison.Ordinal));
        return usage is null ? $"./test has no check {words[0]}" : OptionFault($"./test {words[0]}", usage, words);
    }

    private async Task<string> ScriptFaultAsync(string script, string[] words) => File.Exists(Repository.PathOf(script))
        ? OptionFault(script, await AskAsync(Python.Script(script, "--help")), words)
        : $"there is no {script}";

    private async Task<string> AskAsync(Command command) => await _asked.GetOrAdd(
        string.Join(' ', [command.Program, .. command.Arguments]), async _ => (await command.RunAsync()).Ended(0).Output);

    private static string OptionFault(string program, string help, string[] words)
    {
        var known = Option().Matches(help).Select(option => option.Value).ToHashSet();
        var unknown = words.Where(word => word.Length > 1 && word[0] == '-').Select(word => word.Split('=')[0]).Where(option => !known.Contains(option));
        return string.Join(", ", unknown.Select(option => $"{program} has no option {option}"));
    }

    // The names of verbs stand two spaces from the left, what is told of them farther to the right.
    private static string[] Verbs(string help) => help.Split("\nCommands:\n") is [_, var verbs]
        ? [.. Verb().Matches(verbs).Select(verb => verb.Groups[1].Value)]
        : [];

    [GeneratedRegex(@"(?<![\w-])--?[A-Za-z?][\w-]*")]
    private static partial Regex Option();

    [GeneratedRegex(@"^  (\w[\w-]*)", RegexOptions.Multiline)]
    private static partial Regex Verb();
}
