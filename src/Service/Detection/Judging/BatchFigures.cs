using Detector.Detection.Calibration;
using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>
/// A batch measured against a reference: in one piece, or in equal random pieces where it is larger than any null. Nothing is measured
/// after it is disposed of.
/// </summary>
internal sealed class BatchFigures : IDisposable
{
    private const int MaximumPieces = 8;
    private readonly Draw[] _pieces;
    private readonly Workspace[] _workspaces;

    private BatchFigures(NullSet nulls, Placement placement, int[] order, Draw[] pieces, Workspace[] workspaces)
    {
        _pieces = pieces;
        _workspaces = workspaces;
        Nulls = nulls;
        Placement = placement;
        Order = order;
        PieceSize = pieces.Length == 0 ? 0 : pieces[0].Count;
    }

    /// <summary>The nulls of batches of its kind: of single outputs, or of several outputs to each prompt.</summary>
    public NullSet Nulls { get; }

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
        ReferenceDistribution reference, IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, TextFeatures[] features, ulong seed,
        CancellationToken cancellation)
    {
        var placement = reference.State.Support.Place(embeddings, cancellation);
        var grouped = reference.State.GroupedNulls is not null && PromptGroups.Grouped(PromptGroups.Of(samples), samples.Count);
        var nulls = grouped ? reference.State.GroupedNulls! : reference.State.Nulls;
        var order = Arrange(samples, grouped, seed);
        if (embeddings.Count < nulls.MinimumSize)
        {
            return new BatchFigures(nulls, placement, order, [], []);
        }

        var count = Math.Clamp((embeddings.Count + nulls.MaximumSize - 1) / nulls.MaximumSize, 1, MaximumPieces);
        var size = Math.Min(embeddings.Count / count, nulls.MaximumSize);
        Workspace[] workspaces = [.. Enumerable.Range(0, count).Select(_ => WorkspacePool.Rent())];
        Draw[] pieces =
        [
            .. order.Chunk(size).Take(count).Select(
                (members, i) => Piece(reference, embeddings, placement, features, members, workspaces[i], cancellation)),
        ];
        var parts = pieces.SelectMany(piece => piece.Parts()).ToArray();
        Parallel.ForEach(parts, ComputeThreads.Loop(cancellation), part => part());
        return new BatchFigures(nulls, placement, order, pieces, workspaces);
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose() => Array.ForEach(_workspaces, WorkspacePool.Return);

    /// <summary>The value of a metric, averaged over the pieces, with the budget used; null where a piece lacks what it needs.</summary>
    public (double Value, int Budget)? Measure(IMetric metric)
    {
        var budget = Nulls.BudgetFor(metric.Description.Name, PieceSize, at => double.IsFinite(Average(metric, at)));
        return budget is { } chosen ? (Average(metric, chosen), chosen) : null;
    }

    // Whole groups come after each other where groups were drawn for the nulls.
    private static int[] Arrange(IReadOnlyList<Sample> samples, bool grouped, ulong seed)
    {
        var random = new SeededRandom(seed, Streams.BatchOrder);
        if (!grouped)
        {
            return random.Permutation(samples.Count);
        }

        var units = PromptGroups.Units(samples);
        return [.. random.Permutation(units.Length).SelectMany(unit => units[unit])];
    }

    private double Average(IMetric metric, int budget) => _pieces.Average(piece => metric.Measure(piece, budget));

    private static Draw Piece(
        ReferenceDistribution reference, EmbeddingMatrix embeddings, Placement placement, TextFeatures[] features, int[] members,
        Workspace workspace, CancellationToken cancellation)
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
            reference.State.Scales, reference.Labels, workspace, cancellation);
        return new Draw(population, Enumerable.Range(anchors.Count, members.Length).ToArray(), workspace);
    }
}
