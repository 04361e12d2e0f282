using System.Runtime.CompilerServices;
using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Host.Scoring;

namespace Detector.Host.Api;

/// <summary>Reports as messages. The enums of both sides have the same members in the same order; the message's start with UNSPECIFIED.</summary>
internal static class ReportMapper
{
    /// <summary>The message of a judged batch.</summary>
    /// <exception cref="NotFiniteNumberException">A figure is not finite: a defect, which must not reach a client.</exception>
    public static V1.Report ToMessage(ScoredBatch batch)
    {
        var message = ToMessage(batch.Report, ReportSource.Of(batch.Reference, batch.Options));
        message.Findings.AddRange(batch.Report.Findings.Select(finding => ToMessage(finding, batch.Samples)));
        return message;
    }

    /// <summary>The message of a report, without findings about single samples.</summary>
    /// <exception cref="NotFiniteNumberException">A figure is not finite: a defect, which must not reach a client.</exception>
    public static V1.Report ToMessage(Report report, ReportSource source)
    {
        var message = new V1.Report
        {
            Reference = source.Reference,
            Encoder = new V1.EncoderInfo
            {
                Name = source.EncoderName,
                Fingerprint = source.EncoderFingerprint,
                Dimension = source.Dimension,
                MaxTokens = source.MaxTokens,
            },
            SampleCount = report.SampleCount,
            Verdict = ToMessage(report.Verdict),
            HealthIndex = Finite(report.HealthIndex),
            Seed = source.Seed,
            Significance = Finite(source.Significance),
        };
        message.Reasons.AddRange(report.Reasons);
        message.Scores.AddRange(report.Scores.Select(ToMessage));
        message.Axes.AddRange(report.Axes.Select(ToMessage));
        message.Damages.AddRange(report.Damages.Select(ToMessage));
        message.Signatures.AddRange(report.Signatures.Select(ToMessage));
        message.Subsets.AddRange(report.Subsets.Select(ToMessage));
        message.LostRegions.AddRange(report.LostRegions.Select(ToMessage));
        message.OverfullRegions.AddRange(report.OverfullRegions.Select(ToMessage));
        message.Notes.AddRange(report.Notes);
        return message;
    }

    /// <summary>The message of a verdict.</summary>
    public static V1.Verdict ToMessage(Verdict verdict) => (V1.Verdict)(verdict + 1);

    private static V1.Score ToMessage(Score score)
    {
        var message = new V1.Score
        {
            Metric = score.Metric,
            Axis = (V1.Axis)(score.Axis + 1),
            Direction = (V1.Direction)(score.Direction + 1),
            Testability = score.Tested ? V1.Testability.Tested : V1.Testability.NotTestable,
            EffectUnit = score.EffectUnit,
            Note = score.Note,
        };
        if (score.Value is { } value)
        {
            message.Value = Finite(value);
        }

        if (score is { Tested: true, Judgement: { } judgement })
        {
            message.Severity = ToMessage(score.Severity);
            message.NullMedian = Finite(judgement.NullMedian);
            message.NullP05 = Finite(judgement.NullP05);
            message.NullP95 = Finite(judgement.NullP95);
            message.PValue = Finite(judgement.PValue);
            message.AdjustedPValue = Finite(judgement.AdjustedPValue);
            message.Effect = Finite(judgement.Effect);
            message.DetectableEffect = Finite(judgement.DetectableEffect);
        }

        return message;
    }

    private static V1.AxisScore ToMessage(AxisScore score) => new()
    {
        Axis = (V1.Axis)(score.Axis + 1),
        PValue = Finite(score.PValue),
        WorstMetric = score.WorstMetric,
        Severity = ToMessage(score.Severity),
    };

    private static V1.DamageEstimate ToMessage(DamageEstimate estimate) => new()
    {
        Kind = (V1.DamageKind)(estimate.Kind + 1),
        Dose = Finite(estimate.Dose),
        DoseLow = Finite(estimate.DoseLow),
        DoseHigh = Finite(estimate.DoseHigh),
        PValue = Finite(estimate.PValue),
        AdjustedPValue = Finite(estimate.AdjustedPValue),
        DetectableDose = Finite(estimate.DetectableDose),
        Severity = ToMessage(estimate.Severity),
    };

    private static V1.Signature ToMessage(Signature signature)
    {
        var message = new V1.Signature
        {
            Kind = (V1.SignatureKind)(signature.Kind + 1),
            Severity = ToMessage(signature.Severity),
            Advice = signature.Advice,
        };
        message.Evidence.AddRange(signature.Evidence);
        message.Metrics.AddRange(signature.Metrics);
        return message;
    }

    private static V1.SubsetScore ToMessage(SubsetScore score)
    {
        var message = new V1.SubsetScore
        {
            Subset = score.Subset,
            Count = score.Count,
            ExpectedCount = Finite(score.ExpectedCount),
            ReferenceShare = Finite(score.ReferenceShare),
            Share = Finite(score.Share),
            PValue = Finite(score.PValue),
            AdjustedPValue = Finite(score.AdjustedPValue),
            Reduced = score.Reduced,
        };
        if (score is { Recall: { } recall, RecallPValue: { } p, RecallAdjustedPValue: { } adjusted })
        {
            message.Recall = Finite(recall);
            message.RecallPValue = Finite(p);
            message.RecallAdjustedPValue = Finite(adjusted);
        }

        return message;
    }

    private static V1.Region ToMessage(Region region)
    {
        var message = new V1.Region
        {
            Cell = region.Cell,
            ReferenceShare = Finite(region.ReferenceShare),
            Share = Finite(region.Share),
            Count = region.Count,
            ExpectedCount = Finite(region.ExpectedCount),
            AdjustedPValue = Finite(region.AdjustedPValue),
        };
        message.ExemplarIds.AddRange(region.Exemplars.Select(exemplar => exemplar.Id).OfType<string>());
        message.ExemplarTexts.AddRange(region.Exemplars.Select(exemplar => exemplar.Text).OfType<string>());
        return message;
    }

    private static V1.Finding ToMessage(Finding finding, IReadOnlyList<Sample> samples)
    {
        var message = new V1.Finding
        {
            Index = finding.Index,
            Id = samples[finding.Index].Id ?? "",
            Kind = (V1.FindingKind)(finding.Kind + 1),
            Value = Finite(finding.Value),
        };
        if (finding.OtherIndex is { } other)
        {
            message.OtherIndex = other;
        }

        return message;
    }

    private static double Finite(double value, [CallerArgumentExpression(nameof(value))] string what = "") =>
        double.IsFinite(value) ? value : throw new NotFiniteNumberException($"{what} is {value}.", value);
}
