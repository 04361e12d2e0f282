using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Curation;

/// <summary>
/// Plans how to make up what a batch lacks. The seeds of a deficit are samples of the reference that together lie near as much as possible
/// of what the batch leaves uncovered there: greedy facility location over the cosines, at least 1 - 1/e of what the best choice covers
/// (Nemhauser, Wolsey and Fisher 1978). A pure function of reference, report and batch.
/// </summary>
public static class SeedPlanner
{
    /// <summary>Most seeds of one deficit.</summary>
    public const int MostSeeds = 100;

    private const int LargestPart = 2000;
    private const double LeastGain = 1e-6;

    /// <summary>Plans.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="report">What was judged of the batch.</param>
    /// <param name="embeddings">The batch's embeddings, one unit row per sample.</param>
    /// <param name="seeds">Seeds of a deficit at most, 0 to <see cref="MostSeeds"/>.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="seeds"/> is out of its range.</exception>
    /// <exception cref="ArgumentException">The embeddings are not those of the report's batch.</exception>
    public static SeedPlan Plan(
        ReferenceDistribution reference, Report report, EmbeddingMatrix embeddings, int seeds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentOutOfRangeException.ThrowIfNegative(seeds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seeds, MostSeeds);
        if (embeddings.Count != report.SampleCount || embeddings.Dimension != reference.Dimension)
        {
            throw new ArgumentException("There must be one embedding of the reference's dimension per sample of the report.", nameof(embeddings));
        }

        Deficit[] cells = WithNeeds(report.SampleCount, report.LostRegions.Select(region => new Deficit(
            region.Cell, null, region.ReferenceShare, region.Share, region.Count, region.ExpectedCount, region.AdjustedPValue, 0, [])));
        Deficit[] subsets = WithNeeds(report.SampleCount, report.Subsets.Where(subset => subset.Reduced).Select(subset => new Deficit(
            null, subset.Subset, subset.ReferenceShare, subset.Share, subset.Count, subset.ExpectedCount,
            subset.AdjustedPValue, 0, [])));
        Deficit[] deficits = [.. cells.Concat(subsets).OrderByDescending(deficit => deficit.ReferenceShare - deficit.Share)];
        var choice = new SeedChoice(reference, embeddings, cancellation);
        return new SeedPlan(
            [.. deficits.Select(deficit => deficit with { Seeds = seeds == 0 ? [] : choice.Choose(deficit, seeds) })],
            Math.Max(cells.Sum(deficit => deficit.Needed), subsets.Sum(deficit => deficit.Needed)));
    }

    // With x_i samples added to part i, X = sum x_i, each part has its share p_i when count_i + x_i = p_i (n + X): so
    // X = (n P - C) / (1 - P), P and C being the sums of the shares and of the counts.
    private static Deficit[] WithNeeds(long size, IEnumerable<Deficit> parts)
    {
        Deficit[] deficits = [.. parts];
        var (share, count) = (deficits.Sum(deficit => deficit.ReferenceShare), deficits.Sum(deficit => (double)deficit.Count));

        // Where all of the reference is missing no number of samples brings the others down to nothing: as many as there are halve them.
        var added = Math.Max(0, ((size * share) - count) / Math.Max(1 - share, 0.5 * share));
        return
        [
            .. deficits.Select(deficit => deficit with
            {
                Needed = (long)Math.Ceiling(Math.Max(0, (deficit.ReferenceShare * (size + added)) - deficit.Count)),
            }),
        ];
    }

    /// <summary>Chooses the seeds of deficits, one after the other.</summary>
    private sealed class SeedChoice(ReferenceDistribution reference, EmbeddingMatrix outputs, CancellationToken cancellation)
    {
        private readonly Lazy<int[]> _cells = new(() =>
        [
            .. reference.State.Support.Cells.AssignAll(reference.State.Support.Embeddings), .. reference.State.NullPlacement.Cells,
        ]);

        public Seed[] Choose(Deficit deficit, int wanted)
        {
            cancellation.ThrowIfCancellationRequested();
            var state = reference.State;
            var part = Part(deficit);
            if (!part.Any(CanBeNamed))
            {
                return [];
            }

            var rows = Rows(part);
            var nearest = Nearest(rows);
            var cosines = new float[part.Length * part.Length];
            Gram.Self(rows.Values, part.Length, rows.Dimension, cosines);
            return
            [
                .. Cover(part, cosines, [.. nearest], wanted).Select(i => new Seed(
                    state.Ids[part[i]],
                    state.Texts.Length > 0 ? state.Texts[part[i]] : null,
                    state.Subsets[part[i]],
                    Math.Clamp(1 - (double)nearest[i], 0, 2))),
            ];
        }

        // A sample that has neither id nor text tells nobody where to start.
        private bool CanBeNamed(int index) => reference.State.Ids[index] is not null || reference.State.Texts.Length > 0;

        private int[] Part(Deficit deficit)
        {
            int[] all =
            [
                .. Enumerable.Range(0, reference.SampleCount).Where(index =>
                    deficit.Cell is { } cell ? _cells.Value[index] == cell : reference.State.Subsets[index] == deficit.Subset),
            ];
            if (all.Length > LargestPart)
            {
                new SeededRandom(reference.Options.Seed, Streams.Seeds).Shuffle(all);
                all = [.. all.Take(LargestPart).Order()];
            }

            return all;
        }

        private EmbeddingMatrix Rows(int[] part)
        {
            var state = reference.State;
            var values = new float[part.Length * reference.Dimension];
            for (var i = 0; i < part.Length; i++)
            {
                var row = part[i] < reference.FitCount ? state.Support.Embeddings.Row(part[i]) : state.NullEmbeddings.Row(part[i] - reference.FitCount);
                row.CopyTo(values.AsSpan(i * reference.Dimension));
            }

            return new EmbeddingMatrix(values, reference.Dimension);
        }

        // The cosine to the nearest output, of each row.
        private float[] Nearest(EmbeddingMatrix rows)
        {
            var nearest = new float[rows.Count];
            FittedSupport.OverBlocks(rows, outputs, (index, cosines) => nearest[index] = TensorPrimitives.Max(cosines), cancellation);
            return nearest;
        }

        private IEnumerable<int> Cover(int[] part, float[] cosines, float[] covered, int wanted)
        {
            int[] open = [.. Enumerable.Range(0, part.Length).Where(i => CanBeNamed(part[i]))];
            for (var turn = 0; turn < Math.Min(wanted, open.Length); turn++)
            {
                var (best, most) = (-1, LeastGain);
                foreach (var candidate in open)
                {
                    var gain = Gain(cosines.AsSpan(candidate * part.Length, part.Length), covered);
                    if (gain > most)
                    {
                        (best, most) = (candidate, gain);
                    }
                }

                if (best < 0)
                {
                    yield break;
                }

                TensorPrimitives.Max(covered, cosines.AsSpan(best * part.Length, part.Length), covered);
                yield return best;
            }
        }

        private static double Gain(ReadOnlySpan<float> cosines, float[] covered)
        {
            var gain = 0.0;
            for (var i = 0; i < covered.Length; i++)
            {
                gain += Math.Max(0, cosines[i] - covered[i]);
            }

            return gain;
        }
    }
}
