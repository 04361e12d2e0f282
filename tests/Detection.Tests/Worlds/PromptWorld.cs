using Detector.Detection.Calibration;

namespace Detector.Detection.Tests.Worlds;

/// <summary>Several outputs to each of many prompts; each prompt has a topic of its own, to which its outputs keep.</summary>
internal static class PromptWorld
{
    public const int Outputs = 4;

    /// <summary>Knows the prompts 0 to 199.</summary>
    public static Lazy<ReferenceDistribution> Reference { get; } = new(() =>
    {
        var batch = Of(new World(61), 0, 200, 0.9);
        return ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, new ReferenceOptions { NullDraws = 199 }, null, CancellationToken.None);
    });

    public static Batch Of(World world, int first, int count, double noise, int outputs = Outputs)
    {
        var topics = Enumerable.Range(0, count).SelectMany(prompt => Enumerable.Repeat((first + (prompt * 7)) % 40, outputs));
        return world.Of(topics, noise).WithTexts((sample, i) => sample with { Group = $"p{first + (i / outputs)}", Subset = null });
    }
}
