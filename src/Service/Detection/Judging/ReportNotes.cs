using System.Globalization;
using Detector.Detection.Calibration;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>Says what limits a report.</summary>
internal static class ReportNotes
{
    private const int MostNamed = 5;

    /// <summary>The notes on a batch.</summary>
    public static IReadOnlyList<string> Of(ReferenceDistribution reference, IReadOnlyList<Sample> samples, BatchFigures figures, BatchNulls nulls) =>
        [.. Nulls(figures, nulls), .. Pieces(samples, figures, nulls), .. Subsets(reference, samples)];

    private static IEnumerable<string> Nulls(BatchFigures figures, BatchNulls nulls)
    {
        if (nulls.Note.Length > 0)
        {
            yield return nulls.Note;
        }

        var population = figures.Nulls.PopulationSize;
        if (!nulls.Exact && figures.PieceSize > 0 && population < BatchNulls.AmpleFactor * figures.MeasuredCount)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The reference has {population} null samples for {figures.MeasuredCount} samples of the batch; its own error widens the nulls. {BatchNulls.AmpleFactor} null samples per batch sample would show smaller changes.");
        }
    }

    private static IEnumerable<string> Pieces(IReadOnlyList<Sample> samples, BatchFigures figures, BatchNulls nulls)
    {
        if (!nulls.InPieces)
        {
            yield break;
        }

        if (figures.Pieces.Count > 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The batch was measured in {figures.Pieces.Count} random pieces of {figures.PieceSize} samples, whose figures are averaged.");
        }

        if (figures.Pieces.Count > 0 && figures.MeasuredCount + figures.Pieces.Count <= samples.Count)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{samples.Count - figures.MeasuredCount} of {samples.Count} samples were left out of the figures over pairs and words, at random.");
        }
    }

    private static IEnumerable<string> Subsets(ReferenceDistribution reference, IReadOnlyList<Sample> samples)
    {
        var unknown = SubsetJudge.Unknown(reference, samples);
        if (unknown.Count > 0)
        {
            var more = unknown.Count > MostNamed ? ", …" : "";
            yield return $"Subsets that the reference does not know were not judged: {string.Join(", ", unknown.Take(MostNamed))}{more}.";
        }
    }
}
