using Detector.Detection.Calibration;
using Detector.Detection.Measuring;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>
/// The null samples of a reference and a batch as one population, all of which can be drawn; what a draw is compared with are those
/// not drawn. Nothing in it tells the two apart: what a reference takes from B comes from A or from the whole pool here.
/// </summary>
/// <param name="Population">The samples: B's first, then the batch's in the order in which they are measured.</param>
/// <param name="ReferenceCount">Number of B's samples.</param>
/// <param name="HasTexts">Whether the texts of B are known.</param>
internal sealed record SamplePool(Population Population, int ReferenceCount, bool HasTexts)
{
    // A's nearest neighbours cost the square of their number.
    private const int MostNeighbours = 2048;

    /// <summary>Number of the batch's samples.</summary>
    public int BatchCount => Population.Count - ReferenceCount;

    /// <summary>The batch.</summary>
    public int[] Batch => [.. Enumerable.Range(ReferenceCount, BatchCount)];

    /// <summary>Puts a batch beside the reference's samples.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="figures">Where the batch lies, and its order.</param>
    /// <param name="embeddings">The batch's embeddings.</param>
    /// <param name="features">Features of its texts.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SamplePool Of(
        ReferenceDistribution reference, BatchFigures figures, EmbeddingMatrix embeddings, TextFeatures[] features,
        CancellationToken cancellation)
    {
        var (state, anchors, order) = (reference.State, reference.Anchors, figures.Order);
        var rows = new EmbeddingMatrix([.. anchors.Values, .. embeddings.Gather(order).Values], anchors.Dimension);
        var placement = Placement.Concat(reference.AnchorPlacement, figures.Placement.Gather(order));
        var hasTexts = state.Texts.Length > 0;
        TextFeatures?[] known = hasTexts ? TextFeatures.OfAll(Texts(reference), cancellation) : new TextFeatures?[anchors.Count];
        var words = WordTable.Of([.. known, .. order.Select(index => features[index])], state.Vocabulary, cancellation);
        var scales = state.Scales with
        {
            SparseThreshold = ReferenceFitter.SparseThreshold([.. placement.TailScores.Order()]),
            NearDuplicateCosine = NearDuplicateCosine(state.Support.Embeddings, cancellation),
        };
        var cosines = Population.CosinesWithin(rows, cancellation);
        return new SamplePool(
            Population.OfReference(rows, cosines, placement, words, scales, SubsetLabels.None), anchors.Count, hasTexts);
    }

    private static Sample[] Texts(ReferenceDistribution reference) =>
        [.. reference.State.Texts.AsSpan(reference.FitCount, reference.Anchors.Count).ToArray().Select(text => new Sample(text))];

    private static float NearDuplicateCosine(EmbeddingMatrix fitted, CancellationToken cancellation)
    {
        var rows = fitted.Take(Math.Min(fitted.Count, MostNeighbours));
        return ReferenceFitter.NearestQuantile(Population.CosinesWithin(rows, cancellation), rows.Count);
    }
}
