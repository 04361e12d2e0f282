using System.CommandLine;
using Detector.Cli.Input;

namespace Detector.Cli.Commands;

/// <summary>The options that say what to read; the same for every verb that takes samples.</summary>
internal sealed class InputArguments
{
    private readonly Option<string[]> _files = new("--input", "-i")
    {
        Description = "Files to read, plain or gzip; '-' for standard input. Extensions: .jsonl .ndjson .json (one object a line), .csv, .txt, each also with .gz.",
        HelpName = "FILE…",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _format = new Option<string?>("--format")
    {
        Description = "Format of the files, when the extension does not tell it: jsonl, csv (RFC 4180 with a header row) or text (one sample a line).",
        HelpName = "FORMAT",
    }.AcceptOnlyFromAmong(InputFormats.Names);

    private readonly Option<string?> _text = Field(
        "text", "the text [default: text, else the last assistant message of 'messages', else 'choices', else output, completion or response]");

    private readonly Option<string?> _prompt = Field("prompt", "the prompt [default: prompt, else the last user message of 'messages']");

    private readonly Option<string?> _group = Field("group", "the group, the outputs to one prompt [default: group]");

    private readonly Option<string?> _subset = Field("subset", "the subset, your label of a part of the data [default: subset]");

    private readonly Option<string?> _id = Field("id", "the id, unique over all files [default: id]");

    private readonly Option<bool> _skip = new("--skip-bad-rows")
    {
        Description = "Count and pass over rows that cannot be read, instead of failing at the first.",
    };

    public InputArguments() => _files.RefuseUnknownOptions(
        token => token == InputFile.StandardInput ? null : $"Unrecognized option '{token}'; a file of that name is written './{token}'.");

    public void AddTo(Command command)
    {
        command.Options.Add(_files);
        AddRowsTo(command);
    }

    /// <summary>Adds what says how rows are read, for a verb that names its files in another way.</summary>
    public void AddRowsTo(Command command)
    {
        command.AddAll(_format, _text, _prompt, _group, _subset, _id, _skip);
    }

    /// <summary>The files as they were named.</summary>
    public IReadOnlyList<string> FilesOf(ParseResult parsed) => parsed.GetRequiredValue(_files);

    /// <summary>Prepares to read them.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="io">What the command reads.</param>
    /// <param name="follow">Wait at the end of a file for what is added to it.</param>
    /// <exception cref="UsageException">Standard input is named twice.</exception>
    public SampleInput Open(ParseResult parsed, CommandIo io, bool follow = false) =>
        Open(parsed, io, options => options with { Follow = follow });

    /// <summary>Prepares to read them with further options.</summary>
    /// <exception cref="UsageException">Standard input is named twice.</exception>
    public SampleInput Open(ParseResult parsed, CommandIo io, Func<InputOptions, InputOptions> change)
    {
        var files = FilesOf(parsed);
        if (files.Count(f => f == InputFile.StandardInput) > 1)
        {
            throw new UsageException("--input: standard input (-) can be read only once.");
        }

        return new SampleInput(change(OptionsOf(parsed, files)), io.OpenInput);
    }

    /// <summary>What to read and how.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">The files.</param>
    public InputOptions OptionsOf(ParseResult parsed, IReadOnlyList<string> files) => new()
    {
        Files = files,
        Format = parsed.GetValue(_format) is { } format ? InputFormats.Parse(format) : null,
        SkipBadRows = parsed.GetValue(_skip),
        Fields = new FieldNames
        {
            Text = parsed.GetValue(_text),
            Prompt = parsed.GetValue(_prompt),
            Group = parsed.GetValue(_group),
            Subset = parsed.GetValue(_subset),
            Id = parsed.GetValue(_id),
        },
    };

    private static Option<string?> Field(string name, string what) => new($"--{name}-field")
    {
        Description = $"Field of {what}.",
        HelpName = "FIELD",
    };
}
