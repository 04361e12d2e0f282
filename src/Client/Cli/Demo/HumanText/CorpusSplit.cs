namespace Detector.Cli.Demo.HumanText;

/// <summary>The corpus in three parts that share no passage.</summary>
/// <param name="Training">What the language model learns from.</param>
/// <param name="Reference">What the human reference is made of.</param>
/// <param name="HeldOut">What is scored as healthy human text.</param>
public sealed record CorpusSplit(HumanPassage[] Training, HumanPassage[] Reference, HumanPassage[] HeldOut)
{
    /// <summary>Shuffles the passages and deals them out.</summary>
    /// <param name="passages">All passages.</param>
    /// <param name="options">Sizes of the parts, and the seed.</param>
    /// <exception cref="UsageException">There are too few passages.</exception>
    public static CorpusSplit Draw(IReadOnlyCollection<HumanPassage> passages, DemoOptions options)
    {
        var needed = options.Samples + options.ReferenceSize + options.Batch;
        if (passages.Count < needed)
        {
            throw new UsageException($"The corpus has {passages.Count} passages, and {needed} are needed: lower --samples.");
        }

        HumanPassage[] shuffled = [.. passages];
        new Random(options.Seed).Shuffle(shuffled);
        var reference = options.Samples + options.ReferenceSize;
        return new CorpusSplit(shuffled[..options.Samples], shuffled[options.Samples..reference], shuffled[reference..needed]);
    }
}
