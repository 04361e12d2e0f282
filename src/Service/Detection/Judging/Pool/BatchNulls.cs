using System.Globalization;
using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>
/// The nulls that a batch is judged by. Given A, a healthy batch and B are exchangeable, so the exact null of any figure is how it is
/// distributed over random sets, as large as the batch, of the batch and B together: a permutation test given A, valid for every |B|
/// and n. Cached nulls, from B alone, are honest for |B| of at least ten batches.
/// </summary>
internal sealed class BatchNulls
{
    /// <summary>Samples of B for one of the batch from which cached nulls are honest.</summary>
    public const int AmpleFactor = 10;

    /// <summary>Most samples of B and batch together for exact nulls; bounds the memory for their cosines to 100 MB.</summary>
    public const int LargestPool = 5000;

    /// <summary>
    /// Most draws x n x (n + |B|) for which exact nulls are drawn unasked, counted twice where words are measured too: less
    /// than half a second on two cores.
    /// </summary>
    public const long CheapWork = 50_000_000;

    private readonly SamplePool? _pool;
    private readonly Dictionary<string, PoolColumn> _columns = [];

    private BatchNulls(SamplePool? pool, IReadOnlyList<PoolColumn> columns, string note)
    {
        _pool = pool;
        Note = note;
        foreach (var column in columns.OrderBy(column => column.Budget))
        {
            _columns[column.Metric.Description.Name] = column;
        }
    }

    /// <summary>Whether they are exact, for all that can be drawn anew.</summary>
    public bool Exact => _pool is not null;

    /// <summary>Whether some figures are measured on the batch in pieces.</summary>
    public bool InPieces => _pool is not { HasTexts: true };

    /// <summary>What is to be said about them; empty for nothing.</summary>
    public string Note { get; }

    /// <summary>Draws exact nulls where the options ask for them, or leave it open and they serve.</summary>
    public static BatchNulls Of(
        ReferenceDistribution reference, IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, TextFeatures[] features,
        BatchFigures figures, JudgeOptions options, CancellationToken cancellation)
    {
        var draws = reference.Options.NullDraws;
        var obstacle = Obstacle(reference, samples);
        if (figures.PieceSize == 0 || obstacle.Length > 0 || !Wanted(options.Nulls, reference, samples.Count))
        {
            var refused = options.Nulls == NullForm.Exact && obstacle.Length > 0;
            return new BatchNulls(null, [], refused ? $"Cached nulls were used, not exact ones: {obstacle}." : "");
        }

        var pool = SamplePool.Of(reference, figures, embeddings, features, cancellation);
        var words = pool.HasTexts ? "" : " The reference keeps no texts, so figures of words have cached nulls.";
        var note = string.Create(
            CultureInfo.InvariantCulture,
            $"The nulls are exact: {draws} random sets of {pool.BatchCount} samples of the batch and the reference's {pool.ReferenceCount} null samples together.{words}");
        return new BatchNulls(pool, PoolDraws.Measure(pool, draws, options.Seed, cancellation), note);
    }

    /// <summary>A metric with its exact null; null where it has none.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="factor">Multiplies value and draws.</param>
    public PoolNull? Find(IMetric metric, double factor) =>
        _columns.TryGetValue(metric.Description.Name, out var column)
            ? PoolNull.Of(column, _pool!.ReferenceCount, _pool.BatchCount, factor)
            : null;

    private static bool Wanted(NullForm form, ReferenceDistribution reference, int count)
    {
        var known = reference.Anchors.Count;
        var passes = reference.Options.KeepTexts ? 2L : 1;
        return form == NullForm.Exact
            || (form == NullForm.Auto && known < AmpleFactor * count
                && passes * reference.Options.NullDraws * count * (known + count) <= CheapWork);
    }

    // Outputs to one prompt are not exchangeable one by one, and which of B's belong together is not kept.
    private static string Obstacle(ReferenceDistribution reference, IReadOnlyList<Sample> samples)
    {
        var state = reference.State;
        if (state.GroupedNulls is not null || 2 * state.NullIndependent <= reference.NullCount)
        {
            return "the reference has several outputs to a prompt";
        }

        if (PromptGroups.Grouped(PromptGroups.Of(samples), samples.Count))
        {
            return "the batch has several outputs to a prompt";
        }

        var together = reference.Anchors.Count + samples.Count;
        return together > LargestPool
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the batch and the reference's null samples are {together:N0} together, and {LargestPool:N0} are the most")
            : "";
    }
}
