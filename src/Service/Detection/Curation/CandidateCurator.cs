using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;

namespace Detector.Detection.Curation;

/// <summary>
/// Decides of candidates for training, one after the other, in memory that grows by some 560 bytes per kept candidate of 512 dimensions, and
/// 40 per different text.
/// Repetitions and loops are dropped; what is unusual never is. Not safe for several threads; the same candidates in the same order and
/// the same seed give the same decisions.
/// </summary>
public sealed class CandidateCurator
{
    /// <summary>Most candidates that can be selected.</summary>
    public const int MostSelected = 100_000;

    /// <summary>Largest weight of a cell.</summary>
    public const double LargestWeight = 4;

    private const double Level = 0.005;
    private readonly ReferenceDistribution _reference;
    private readonly NearDuplicateIndex _kept;
    private readonly List<long> _indexOfKept = [];
    private readonly Dictionary<ulong, long> _texts = [];
    private readonly CoverageSelection? _selection;
    private readonly long[] _counts;
    private readonly double[] _shares;
    private readonly long[] _reasons = new long[Enum.GetValues<CandidateReason>().Length];
    private long _candidates;

    /// <summary>Starts without candidates.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="select">Candidates to select for coverage of the reference, 0 to <see cref="MostSelected"/>; 0 for none.</param>
    /// <param name="seed">Seed of what is drawn at random.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="select"/> is out of its range.</exception>
    public CandidateCurator(ReferenceDistribution reference, int select = 0, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentOutOfRangeException.ThrowIfNegative(select);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(select, MostSelected);
        _reference = reference;
        _kept = new NearDuplicateIndex(reference.State.Support.Embeddings.Mean(), seed);
        _counts = new long[reference.CellCount];
        _shares = Shares(reference);
        _selection = select == 0 ? null : new CoverageSelection(reference, select, seed);
    }

    /// <summary>Decides of the next candidates.</summary>
    /// <param name="samples">The candidates.</param>
    /// <param name="embeddings">Their embeddings, one unit row per candidate.</param>
    /// <param name="cancellation">Stops the work; then the curator is of no use any more.</param>
    /// <returns>One decision per candidate, in their order.</returns>
    /// <exception cref="ArgumentException">Numbers or lengths do not match.</exception>
    public IReadOnlyList<CandidateDecision> Add(
        IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(embeddings);
        if (samples.Count != embeddings.Count || (samples.Count > 0 && embeddings.Dimension != _reference.Dimension))
        {
            throw new ArgumentException("There must be one embedding of the reference's dimension per candidate.", nameof(embeddings));
        }

        var features = TextFeatures.OfAll(samples, cancellation);
        var placement = _reference.State.Support.Place(embeddings, cancellation);
        return [.. Enumerable.Range(0, samples.Count).Select(i => Decide(features[i], embeddings.Row(i), placement, i))];
    }

    /// <summary>What is known once all candidates came.</summary>
    public CurationSummary Complete() => new(
        _candidates,
        _indexOfKept.Count,
        Enum.GetValues<CandidateReason>().ToDictionary(reason => reason, reason => _reasons[(int)reason]),
        [.. _counts.Select((count, cell) => new CellWeight(cell, _shares[cell], count, Weight(cell)))],
        _selection?.Select() ?? []);

    private CandidateDecision Decide(TextFeatures features, ReadOnlySpan<float> row, Placement placement, int place)
    {
        var (index, cell) = (_candidates++, placement.Cells[place]);
        List<CandidateReason> reasons = [];
        long? other = null;
        if (!_texts.TryAdd(features.NormalizedHash, index))
        {
            reasons.Add(CandidateReason.ExactDuplicate);
            other = _texts[features.NormalizedHash];
        }
        else if (_kept.Find(row, _reference.State.Scales.NearDuplicateCosine - FittedSupport.SimilarityTolerance) is >= 0 and var near)
        {
            reasons.Add(CandidateReason.NearDuplicate);
            other = _indexOfKept[near];
        }

        if (features.LoopShare > LoopRate.Looping)
        {
            reasons.Add(CandidateReason.Loop);
        }

        var keep = reasons.Count == 0;
        var scales = _reference.State.Scales;
        var score = placement.TailScores[place];
        if (score > scales.OffSupportThreshold)
        {
            reasons.Add(CandidateReason.OffSupport);
        }
        else if (score > scales.SparseThreshold && placement.Inside(place))
        {
            reasons.Add(CandidateReason.Rare);
        }

        foreach (var reason in reasons)
        {
            _reasons[(int)reason]++;
        }

        if (keep)
        {
            _kept.Add(row);
            _indexOfKept.Add(index);
            _counts[cell]++;
            _selection?.Offer(index, cell, score, row);
        }

        return new CandidateDecision(index, keep, reasons, other, cell);
    }

    // A cell with too many or too few candidates for chance is weighted to the share it has in the reference.
    private double Weight(int cell)
    {
        var (kept, total) = (_indexOfKept.Count, _reference.NullCount);
        var known = (int)Math.Round(_shares[cell] * total);
        var share = (double)_counts[cell] / Math.Max(1, kept);
        var count = (int)_counts[cell];
        var p = RegionJudge.Tail(count, kept, known, total, lower: share <= _shares[cell]);
        return count == 0 || p * _counts.Length > Level ? 1 : Math.Min(Math.Max(_shares[cell], 0.5 / total) / share, LargestWeight);
    }

    private static double[] Shares(ReferenceDistribution reference)
    {
        var shares = new double[reference.CellCount];
        foreach (var cell in reference.State.NullPlacement.Cells)
        {
            shares[cell] += 1.0 / reference.NullCount;
        }

        return shares;
    }
}
