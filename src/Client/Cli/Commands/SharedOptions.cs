using System.CommandLine;

namespace Detector.Cli.Commands;

/// <summary>What verbs declare alike.</summary>
internal static class SharedOptions
{
    /// <summary>The options after those that say what to read, in the order in which help lists them.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="options">The options.</param>
    public static void AddAll(this Command command, params IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>A file to read or to write; null when it is not named.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What the file is for.</param>
    /// <param name="aliases">Other names.</param>
    public static Option<string?> File(string name, string description, params string[] aliases) => File<string?>(name, description, aliases);

    /// <summary>A file that must be named.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What the file is for.</param>
    /// <param name="aliases">Other names.</param>
    public static Option<string> RequiredFile(string name, string description, params string[] aliases)
    {
        var option = File<string>(name, description, aliases);
        option.Required = true;
        return option;
    }

    /// <summary>The seed of a verb's draws; 1 when it is not given.</summary>
    public static Option<T> Seed<T>()
        where T : System.Numerics.INumberBase<T> =>
        new("--seed") { Description = "Seed of what is drawn at random.", HelpName = "N", DefaultValueFactory = _ => T.One };

    private static Option<T> File<T>(string name, string description, string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = "FILE" };
}
