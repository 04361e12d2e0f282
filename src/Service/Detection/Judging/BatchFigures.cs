using Detector.Detection.Calibration;
using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>A batch measured against a reference: in one piece, or in equal random pieces where it is larger than any null.</summary>
internal sealed class BatchFigures
{
    private const int MaximumPieces = 8;
    private readonly ReferenceDistribution _reference;
    private readonly Draw[] _pieces;

    private BatchFigures(ReferenceDistribution reference, Placement placement, int[] order, Draw[] pieces)
    {
        _reference = reference;
        _pieces = pieces;
        Placement = placement;
        Order = order;
        PieceSize = pieces.Length == 0 ? 0 : pieces[0].Count;
    }

    /// <summary>Where the batch's samples lie against A.</summary>
    public Placement Placement { get; }

    /// <summary>The samples that were measured together, as numbers in the batch; piece after piece.</summary>
    public int[] Order { get; }

    /// <summary>Samples measured together; 0 when the batch is smaller than any null.</summary>
    public int PieceSize { get; }

    /// <summary>Samples in all pieces.</summary>
    public int MeasuredCount => PieceSize * _pieces.Length;

    /// <summary>The pieces.</summary>
    public IReadOnlyList<Draw> Pieces => _pieces;

    /// <summary>Prepares a batch for measuring.</summary>
    public static BatchFigures Of(
        ReferenceDistribution reference, EmbeddingMatrix embeddings, TextFeatures[] features, ulong seed, CancellationToken cancellation)
    {
        var placement = reference.State.Support.Place(embeddings, cancellation);
        var order = new SeededRandom(seed, Streams.BatchOrder).Permutation(embeddings.Count);
        var nulls = reference.State.Nulls;
        if (embeddings.Count < nulls.MinimumSize)
        {
            return new BatchFigures(reference, placement, order, []);
        }

        var count = Math.Clamp((embeddings.Count + nulls.MaximumSize - 1) / nulls.MaximumSize, 1, MaximumPieces);
        var size = Math.Min(embeddings.Count / count, nulls.MaximumSize);
        var pieces = order.Chunk(size).Take(count)
            .Select(members => Piece(reference, embeddings, placement, features, members, cancellation));
        return new BatchFigures(reference, placement, order, [.. pieces]);
    }

    /// <summary>The value of a metric, averaged over the pieces, with the budget used; null where a piece lacks what it needs.</summary>
    public (double Value, int Budget)? Measure(IMetric metric)
    {
        var nulls = _reference.State.Nulls;
        var budget = nulls.BudgetFor(metric.Description.Name, PieceSize, at => double.IsFinite(Average(metric, at)));
        return budget is { } chosen ? (Average(metric, chosen), chosen) : null;
    }

    private double Average(IMetric metric, int budget) => _pieces.Average(piece => metric.Measure(piece, budget));

    private static Draw Piece(
        ReferenceDistribution reference, EmbeddingMatrix embeddings, Placement placement, TextFeatures[] features, int[] members,
        CancellationToken cancellation)
    {
        var anchors = reference.Anchors;
        var texts = new TextFeatures?[anchors.Count + members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            texts[anchors.Count + i] = features[members[i]];
        }

        var words = WordTable.Of(texts, reference.State.Vocabulary, cancellation);
        var population = Population.OfBatch(
            anchors, reference.AnchorPlacement, embeddings.Gather(members), placement.Gather(members), words,
            reference.State.Scales, cancellation);
        return new Draw(population, Enumerable.Range(anchors.Count, members.Length).ToArray(), new Workspace());
    }
}
