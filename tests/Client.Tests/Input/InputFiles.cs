using Detector.Cli.Input;
using Detector.V1;

namespace Detector.Client.Tests.Input;

/// <summary>Reads the files of this folder.</summary>
internal static class InputFiles
{
    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Input", "Files", name);

    public static SampleInput Open(InputOptions options, byte[]? standardInput = null) =>
        new(options, () => new MemoryStream(standardInput ?? []));

    public static Task<List<Sample>> ReadAsync(string name, FieldNames? fields = null) =>
        ReadAsync(Open(new InputOptions { Files = [Path(name)], Fields = fields ?? new FieldNames() }));

    public static async Task<List<Sample>> ReadAsync(SampleInput input)
    {
        List<Sample> samples = [];
        await foreach (var sample in input.ReadAsync())
        {
            samples.Add(sample);
        }

        return samples;
    }
}
