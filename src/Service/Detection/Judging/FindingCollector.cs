using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>Collects what is worth knowing about single samples.</summary>
internal static class FindingCollector
{
    /// <summary>The findings of a batch, in the order of its samples.</summary>
    public static IReadOnlyList<Finding> Collect(ReferenceDistribution reference, BatchFigures figures, TextFeatures[] features)
    {
        var findings = new List<Finding>();
        AddExactDuplicates(features, findings);
        AddNearDuplicates(reference, figures, findings);
        var scales = reference.State.Scales;
        for (var i = 0; i < features.Length; i++)
        {
            if (features[i].LoopShare > LoopRate.Looping)
            {
                findings.Add(new Finding(i, FindingKind.Loop, null, features[i].LoopShare));
            }

            var score = figures.Placement.TailScores[i];
            if (score > scales.OffSupportThreshold)
            {
                findings.Add(new Finding(i, FindingKind.OffSupport, null, score));
            }
            else if (score > scales.SparseThreshold && figures.Placement.Inside(i))
            {
                findings.Add(new Finding(i, FindingKind.Rare, null, score));
            }
        }

        return [.. findings.OrderBy(finding => finding.Index).ThenBy(finding => finding.Kind)];
    }

    private static void AddExactDuplicates(TextFeatures[] features, List<Finding> findings)
    {
        var first = new Dictionary<ulong, int>();
        for (var i = 0; i < features.Length; i++)
        {
            if (!first.TryAdd(features[i].NormalizedHash, i))
            {
                findings.Add(new Finding(i, FindingKind.ExactDuplicate, first[features[i].NormalizedHash], 1));
            }
        }
    }

    private static void AddNearDuplicates(ReferenceDistribution reference, BatchFigures figures, List<Finding> findings)
    {
        var exact = findings.Select(finding => finding.Index).ToHashSet();
        var offset = 0;
        foreach (var piece in figures.Pieces)
        {
            var anchors = piece.Population.AnchorCount;
            foreach (var member in piece.Members.Span)
            {
                var cosines = piece.Population.Cosines(member)[anchors..];
                var nearest = Neighbours.MaxExcept(cosines, member - anchors, out var other);
                var index = figures.Order[offset + member - anchors];
                if (nearest >= reference.State.Scales.NearDuplicateCosine - FittedSupport.SimilarityTolerance && !exact.Contains(index))
                {
                    findings.Add(new Finding(index, FindingKind.NearDuplicate, figures.Order[offset + other], Math.Min(nearest, 1)));
                }
            }

            offset += piece.Count;
        }
    }
}
