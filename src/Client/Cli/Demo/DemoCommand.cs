using System.CommandLine;
using System.Globalization;
using Detector.Cli.Commands;

namespace Detector.Cli.Demo;

/// <summary><c>detector demo</c>.</summary>
public static class DemoCommand
{
    private const string Description =
        "Shows model collapse on real text: a language model learns from State of the Union addresses, then generation after "
        + "generation from its own output, and a running service scores every generation. Starts a service of its own, with an "
        + "empty store, unless --server names one. Exit codes: 0 when the detector saw what it must, 1 when not.";

    private static readonly DemoOptions Defaults = new();

    /// <summary>Makes the command.</summary>
    /// <param name="io">What it reads and writes.</param>
    public static Command Create(CommandIo io)
    {
        var generations = Number("--generations", "Generations after the first, 1 to 50.", Defaults.Generations, 1, 50);
        var samples = Number("--samples", "Passages each generation learns from and writes, 500 to 20000.", Defaults.Samples, 500, 20_000);
        var batch = Number("--batch", "Passages of each generation that are scored, 100 to 5000.", Defaults.Batch, 100, 5000);
        var referenceSize = Number("--reference-size", "Passages of each reference, 500 to 20000.", Defaults.ReferenceSize, 500, 20_000);
        var temperature = new Option<double>("--temperature")
        {
            Description = "1 writes words as they were learnt, less prefers the frequent ones; 0.5 to 1.5.",
            HelpName = "T",
            DefaultValueFactory = _ => Defaults.Model.Temperature,
        };
        Bound(temperature, 0.5, 1.5);
        var seed = Number("--seed", "Seed of every random choice.", Defaults.Seed, 0, int.MaxValue);
        var json = Text("--json", "FILE", "Also write every report to a file, as JSON.");
        var corpus = Text("--corpus", "FOLDER", "Addresses, one text file each [default: $DETECTOR_CORPUS].");
        var service = Text("--service", "FILE", "The service program [default: $DETECTOR_SERVICE].");
        var keep = new Option<bool>("--keep") { Description = "Keep the service and its references until interrupted." };
        var defend = new Option<bool>("--defend")
        {
            Description = "Also run the loop with the detector's help: each generation learns from a curated selection and from the human passages that are suggested as seeds.",
        };
        var command = new Command("demo", Description) { defend, generations, samples, batch, referenceSize, temperature, seed, json, corpus, service, keep };
        command.SetAction((parsed, cancellationToken) => new DemoRun(
            io,
            new DemoOptions
            {
                Generations = parsed.GetValue(generations),
                Samples = parsed.GetValue(samples),
                Batch = parsed.GetValue(batch),
                ReferenceSize = parsed.GetValue(referenceSize),
                Model = Defaults.Model with { Temperature = parsed.GetValue(temperature) },
                Seed = parsed.GetValue(seed),
                JsonFile = parsed.GetValue(json),
                Corpus = parsed.GetValue(corpus) ?? io.Variable("DETECTOR_CORPUS"),
                ServiceProgram = parsed.GetValue(service) ?? io.Variable("DETECTOR_SERVICE"),
                Server = parsed.GetValue(ServerOptions.Server) is null ? null : ServerOptions.OptionsOf(parsed, io),
                Keep = parsed.GetValue(keep),
                Defend = parsed.GetValue(defend),
            },
            TimeProvider.System).RunAsync(cancellationToken));
        return command;
    }

    private static Option<int> Number(string name, string description, int value, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        Bound(option, least, most);
        return option;
    }

    private static void Bound<T>(Option<T> option, T least, T most)
        where T : IComparable<T> => option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is { } given && (given.CompareTo(least) < 0 || given.CompareTo(most) > 0))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: {given} is not between {least} and {most}."));
            }
        });

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };
}
