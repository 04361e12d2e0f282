using Detector.Detection.Calibration;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Measuring;

/// <summary>
/// The samples that draws are made from, with everything about single samples and pairs that a draw only has to re-index:
/// placements, words, and the cosines of every drawable sample to all.
/// The first <see cref="AnchorCount"/> samples are the reference's; recall is measured on those that were not drawn.
/// </summary>
internal sealed class Population
{
    private readonly ReadOnlyMemory<float> _cosines;
    private readonly int _firstDrawable;
    private readonly bool _twins;
    private readonly bool[]? _foreign;

    private Population(
        EmbeddingMatrix drawable, Placement placement, int anchorCount, int firstDrawable, ReadOnlyMemory<float> cosines, WordTable words,
        Scales scales, SubsetLabels labels, bool twins = false, bool[]? foreign = null)
    {
        _twins = twins;
        _foreign = foreign;
        Drawable = drawable;
        Placement = placement;
        AnchorCount = anchorCount;
        Words = words;
        Scales = scales;
        Labels = labels;
        _firstDrawable = firstDrawable;
        _cosines = cosines;
        AnchorCells = new int[scales.CellCount];
        var centres = new double[scales.CellCount];
        foreach (var i in Enumerable.Range(0, anchorCount).Where(IsAnchor))
        {
            AnchorCells[placement.Cells[i]]++;
            centres[placement.Cells[i]] += placement.Centres[i];
        }

        CellCentres = [.. centres.Select((sum, cell) => AnchorCells[cell] > 0 ? sum / AnchorCells[cell] : scales.SelfCosine)];
    }

    /// <summary>Number of samples.</summary>
    public int Count => _firstDrawable + Drawable.Count;

    /// <summary>Number of reference samples, which come first.</summary>
    public int AnchorCount { get; }

    /// <summary>Number of reference samples in each cell.</summary>
    public int[] AnchorCells { get; }

    /// <summary>Mean <see cref="Placement.Centres"/> of the reference samples in each cell; A's own in cells without any.</summary>
    public double[] CellCentres { get; }

    /// <summary>Embeddings of the samples that can be drawn, one row per sample; they are the last samples.</summary>
    public EmbeddingMatrix Drawable { get; }

    /// <summary>Where the samples lie against part A of the reference.</summary>
    public Placement Placement { get; }

    /// <summary>The words of the samples.</summary>
    public WordTable Words { get; }

    /// <summary>Figures of the reference that metrics are scaled by.</summary>
    public Scales Scales { get; }

    /// <summary>Labels of the reference samples.</summary>
    public SubsetLabels Labels { get; }

    /// <summary>Cosines of samples to each other, row by row: count x count.</summary>
    public static float[] CosinesWithin(EmbeddingMatrix rows, CancellationToken cancellation)
    {
        var cosines = new float[(long)rows.Count * rows.Count];
        Gram.SelfParallel(rows.Memory, rows.Count, rows.Dimension, cosines, cancellation);
        return cosines;
    }

    /// <summary>The reference's samples alone, every one of which can be drawn: what nulls are made from.</summary>
    /// <param name="embeddings">Embeddings, one row per sample.</param>
    /// <param name="cosines">Cosines of the samples to each other.</param>
    /// <param name="placement">Where the samples lie against part A.</param>
    /// <param name="words">Their words.</param>
    /// <param name="scales">Figures of the reference.</param>
    /// <param name="labels">Their labels.</param>
    public static Population OfReference(
        EmbeddingMatrix embeddings, float[] cosines, Placement placement, WordTable words, Scales scales, SubsetLabels labels) =>
        new(embeddings, placement, embeddings.Count, 0, cosines, words, scales, labels);

    /// <summary>A batch beside the reference's samples; only the batch's samples can be drawn.</summary>
    /// <param name="anchors">Embeddings of the reference's samples.</param>
    /// <param name="anchorPlacement">Where they lie against part A.</param>
    /// <param name="batch">Embeddings of the batch.</param>
    /// <param name="batchPlacement">Where it lies.</param>
    /// <param name="words">The words of all of them.</param>
    /// <param name="scales">Figures of the reference.</param>
    /// <param name="labels">Labels of the reference's samples.</param>
    /// <param name="workspace">Holds the cosines: not to be used for another batch while this one is measured.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Population OfBatch(
        EmbeddingMatrix anchors, Placement anchorPlacement, EmbeddingMatrix batch, Placement batchPlacement,
        WordTable words, Scales scales, SubsetLabels labels, Workspace workspace, CancellationToken cancellation)
    {
        var cosines = workspace.Cosines(batch.Count * (anchors.Count + batch.Count));
        Compare(batch, anchors, cosines, cancellation);
        return new Population(
            batch, Placement.Concat(anchorPlacement, batchPlacement), anchors.Count, anchors.Count, cosines, words, scales, labels);
    }

    /// <summary>
    /// The reference's samples beside a changed twin of each; only the twins can be drawn, and a drawn twin stands for its original.
    /// </summary>
    public static Population OfTwins(
        EmbeddingMatrix originals, Placement placement, EmbeddingMatrix twins, Placement twinPlacement, WordTable words, Scales scales,
        SubsetLabels labels, CancellationToken cancellation)
    {
        var cosines = new float[(long)twins.Count * (originals.Count + twins.Count)];
        Compare(twins, originals, cosines, cancellation);
        return new Population(
            twins, Placement.Concat(placement, twinPlacement), originals.Count, originals.Count, cosines, words, scales, labels, twins: true);
    }

    /// <summary>The same samples, of which some are not the reference's: they can be drawn, and are placed as if A lacked their kind.</summary>
    public Population WithForeign(bool[] foreign, Placement placement) =>
        new(Drawable, placement, AnchorCount, _firstDrawable, _cosines, Words, Scales, Labels, foreign: foreign);

    /// <summary>Whether a sample is the reference's.</summary>
    public bool IsAnchor(int sample) => sample < AnchorCount && _foreign?[sample] is not true;

    /// <summary>The reference sample that a drawn one takes the place of: itself, a twin's original, or none (-1).</summary>
    public int AnchorOf(int sample) => IsAnchor(sample) ? sample : _twins ? sample - AnchorCount : -1;

    /// <summary>Cosines of all drawable samples to all samples, row by row.</summary>
    public ReadOnlyMemory<float> AllCosines => _cosines;

    /// <summary>Cosines of one drawable sample to all samples.</summary>
    public ReadOnlySpan<float> Cosines(int sample) => _cosines.Span.Slice((sample - _firstDrawable) * Count, Count);

    /// <summary>Embedding of one drawable sample.</summary>
    public ReadOnlySpan<float> Row(int sample) => Drawable.Row(sample - _firstDrawable);

    // Each row holds the cosines to the reference's samples, then those to the drawable ones themselves.
    private static void Compare(EmbeddingMatrix drawable, EmbeddingMatrix anchors, Memory<float> cosines, CancellationToken cancellation)
    {
        var (count, width) = (drawable.Count, anchors.Count + drawable.Count);
        Gram.ProductsParallel(
            drawable.Memory, count, anchors.Memory, anchors.Count, drawable.Dimension, cosines, width, cancellation);
        Gram.SelfParallel(drawable.Memory, count, drawable.Dimension, cosines[anchors.Count..], width, cancellation);
    }
}
