namespace Detector.Hardening.Fuzzing.Parsers;

/// <summary>A parser that gets damaged files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seeds">Real files, at least one.</param>
/// <param name="Read">Reads a file's bytes.</param>
/// <param name="Refusals">The exceptions with which it says that it refuses a file.</param>
internal sealed record FuzzedParser(string Name, IReadOnlyList<byte[]> Seeds, Func<byte[], Task> Read, params IReadOnlyList<Type> Refusals)
{
    /// <summary>A parser that reads at once.</summary>
    public static FuzzedParser Of(string name, IReadOnlyList<byte[]> seeds, Action<byte[]> read, params IReadOnlyList<Type> refusals) => new(
        name,
        seeds,
        bytes =>
        {
            read(bytes);
            return Task.CompletedTask;
        },
        refusals);
}
