using System.CommandLine;
using Detector.Cli.Commands;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Lineage.Scoring;

/// <summary>Reads the generations: all of them once before anything is sent, then each whenever it is sent, so that none is held in memory.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="arguments">How rows are read.</param>
/// <param name="io">Told what was odd about the rows.</param>
/// <param name="files">The files, the oldest generation first.</param>
internal sealed class GenerationInput(ParseResult parsed, InputArguments arguments, CommandIo io, IReadOnlyList<string> files)
{
    /// <summary>What was read last, to say where one of its samples came from.</summary>
    public SampleInput? Current { get; private set; }

    /// <summary>The generations, once they are checked.</summary>
    public IReadOnlyList<GenerationFile> Generations { get; private set; } = [];

    /// <summary>Reads every file to its end.</summary>
    /// <exception cref="InputException">A file cannot be read, a row is bad, or a file has none.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        List<GenerationFile> generations = [];
        foreach (var file in files)
        {
            var samples = Open(file);
            var count = await CountedRead.RunAsync(io, samples, $"checking {PlainText.Clean(file)}", read => read.LongCountAsync(cancellation), cancellation);
            generations.Add(new GenerationFile(file, count, samples.BadRows));
        }

        Generations = generations;
    }

    /// <summary>Reads the samples of a generation anew.</summary>
    public IAsyncEnumerable<Sample> ReadAsync(int generation, CancellationToken cancellation)
    {
        Current = Open(files[generation]);
        return Current.ReadAsync(cancellation);
    }

    private SampleInput Open(string file) => new(arguments.OptionsOf(parsed, [file]), io.OpenInput);
}
