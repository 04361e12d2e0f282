using Detector.Detection.Calibration;
using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>
/// Judges the cells: counts are BetaBinomial(n, K + 1/2, m - K + 1/2) for a healthy batch, K of B's m samples lying in the cell;
/// p-values are adjusted over the cells (Benjamini and Hochberg 1995).
/// </summary>
internal static class RegionJudge
{
    private const double MinimumExpected = 5;
    private const int ExemplarCount = 3;

    /// <summary>Cells covered too little and too much, the farthest off first.</summary>
    public static (IReadOnlyList<Region> Lost, IReadOnlyList<Region> Overfull) Judge(
        ReferenceDistribution reference, Placement batch, double level)
    {
        var known = Counts(reference.State.NullPlacement.Cells, reference.CellCount);
        var counts = Counts(batch.Cells, reference.CellCount);
        var lost = Judge(reference, known, counts, batch.Count, level, lower: true).OrderBy(region => region.Share - region.ReferenceShare);
        var overfull = Judge(reference, known, counts, batch.Count, level, lower: false).OrderBy(region => region.ReferenceShare - region.Share);
        return ([.. lost], [.. overfull]);
    }

    private static IEnumerable<Region> Judge(
        ReferenceDistribution reference, int[] known, int[] counts, int size, double level, bool lower)
    {
        double total = reference.NullCount;
        var tested = Enumerable.Range(0, known.Length)
            .Where(cell => !lower || known[cell] * size / total >= MinimumExpected)
            .Select(cell => (Cell: cell, P: Tail(counts[cell], size, known[cell], reference.NullCount, lower)))
            .OrderByDescending(entry => entry.P)
            .ToArray();
        var adjusted = 1.0;
        for (var i = 0; i < tested.Length; i++)
        {
            adjusted = Math.Min(adjusted, tested[i].P * tested.Length / (tested.Length - i));
            if (adjusted <= level)
            {
                var cell = tested[i].Cell;
                yield return new Region(
                    cell, known[cell] / total, (double)counts[cell] / size, counts[cell], known[cell] * size / total, adjusted,
                    Exemplars(reference, cell));
            }
        }
    }

    /// <summary>Probability in (0, 1] that a healthy batch has so few, or so many, samples in a cell.</summary>
    /// <param name="count">Samples of the batch in the cell.</param>
    /// <param name="size">Samples of the batch.</param>
    /// <param name="known">Samples of B in the cell.</param>
    /// <param name="total">Samples of B.</param>
    /// <param name="lower">So few; otherwise so many.</param>
    public static double Tail(int count, int size, int known, int total, bool lower)
    {
        double alpha = known + 0.5, beta = total - known + 0.5;
        var p = lower
            ? Distributions.BetaBinomialLower(count, size, alpha, beta)
            : Distributions.BetaBinomialUpper(count, size, alpha, beta);
        return Math.Clamp(p, double.Epsilon, 1);
    }

    private static int[] Counts(int[] cells, int count)
    {
        var counts = new int[count];
        foreach (var cell in cells)
        {
            counts[cell]++;
        }

        return counts;
    }

    private static Exemplar[] Exemplars(ReferenceDistribution reference, int cell)
    {
        var state = reference.State;
        var centre = state.Support.Cells.Centroids.Row(cell).ToArray();
        return
        [
            .. Enumerable.Range(0, reference.NullCount)
                .Where(index => state.NullPlacement.Cells[index] == cell)
                .OrderByDescending(index => System.Numerics.Tensors.TensorPrimitives.Dot<float>(centre, state.NullEmbeddings.Row(index)))
                .Take(ExemplarCount)
                .Select(index => reference.FitCount + index)
                .Select(index => new Exemplar(state.Ids[index], state.Texts.Length > 0 ? state.Texts[index] : null))
                .Where(exemplar => exemplar.Id is not null || exemplar.Text is not null),
        ];
    }
}
