using Detector.Detection.Calibration;

namespace Detector.Detection.Tests.Worlds;

/// <summary>References that share one part A, each with a small part B of its own; good for exact nulls only.</summary>
internal static class SmallReferences
{
    public const int NullCount = 64;

    /// <summary>One whose null samples are new ones of a world. Its cached nulls are those of a larger part B.</summary>
    public static ReferenceDistribution Of(World world, bool keepTexts = false, int draws = 99)
    {
        var fitted = World.Reference.Value.State;
        var batch = world.Sample(NullCount);
        string[] texts = keepTexts ? [.. Enumerable.Repeat("", fitted.Support.Embeddings.Count), .. batch.Samples.Select(sample => sample.Text)] : [];
        var state = fitted with
        {
            Options = fitted.Options with { NullDraws = draws, KeepTexts = keepTexts },
            Texts = texts,
            NullEmbeddings = batch.Embeddings,
            NullPlacement = fitted.Support.Place(batch.Embeddings, CancellationToken.None),
            NullIndependent = NullCount,
        };
        var nulls = new NullSet([.. fitted.Nulls.Tables.Where(table => 2 * table.Size <= NullCount)], NullCount);
        return new ReferenceDistribution(new CalibratedState(state, nulls, null));
    }
}
