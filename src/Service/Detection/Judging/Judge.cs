using Detector.Detection.Calibration;
using Detector.Detection.Metrics;
using Detector.Detection.Samples;

namespace Detector.Detection.Judging;

/// <summary>Measures and judges a batch: a pure function of reference, samples and seed.</summary>
public static class Judge
{
    /// <summary>Judges one batch. All metrics are always judged together; the options choose which are returned.</summary>
    /// <param name="reference">What it is compared with.</param>
    /// <param name="samples">The batch, at least one sample.</param>
    /// <param name="embeddings">Its embeddings, one row per sample, same dimension as the reference's.</param>
    /// <param name="options">How to judge.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">Counts or dimensions do not fit, or a metric's name is unknown.</exception>
    public static Report Score(
        ReferenceDistribution reference,
        IReadOnlyList<Sample> samples,
        EmbeddingMatrix embeddings,
        JudgeOptions options,
        CancellationToken cancellation)
    {
        Check(reference, samples, embeddings, options);
        var features = TextFeatures.OfAll(samples, cancellation);
        using var figures = BatchFigures.Of(reference, samples, embeddings, features, options.Seed, cancellation);
        var nulls = BatchNulls.Of(reference, samples, embeddings, features, figures, options, cancellation);
        var (results, untested) = Measure(reference, samples, embeddings, features, figures, nulls, options, cancellation);
        var metrics = Adjusted(results, options.Thresholds);
        var found = DamageFinder.Find(results);
        var damages = Adjusted(found, options.Thresholds);
        var recalls = SubsetRecallJudge.Judge(reference, figures);
        var subsets = SubsetJudge.Judge(reference, samples, options.Thresholds, options.Seed);
        subsets = subsets with { Scores = SubsetRecallJudge.Added(subsets.Scores, recalls) };
        var (lost, overfull) = RegionJudge.Judge(reference, figures.Placement, options.Thresholds.Significance);
        var signatures = SignatureRules.Match(new ScoreBoard(metrics, damages, subsets, lost, options.Thresholds));
        var (verdict, reasons, sufficient) = VerdictRule.Of(reference, samples.Count, metrics, damages, signatures, options.Thresholds);
        var scores = metrics.Select(metric => metric.ToScore()).Concat(untested)
            .Append(SubsetScoring.Summarize(subsets, options.Thresholds))
            .Append(SubsetRecallJudge.Summarize(recalls, figures, options.Thresholds))
            .ToDictionary(score => score.Metric);
        return new Report
        {
            SampleCount = samples.Count,
            Verdict = verdict,
            Reasons = reasons,
            Sufficient = sufficient,
            HealthIndex = metrics.Select(metric => metric.AdjustedPValue).Concat(damages.Select(damage => damage.AdjustedPValue)).Append(1).Min(),
            Scores =
            [
                .. MetricCatalogue.All.Select(description => scores[description.Name])
                    .Where(score => options.Metrics?.Contains(score.Metric) ?? true),
            ],
            Axes = AxisScoring.Of(metrics),
            Damages = [.. damages.Select(damage => damage.ToEstimate())],
            DamagePValue = found.Count > 0 ? MultiplicityAdjustment.Together(found) : null,
            Signatures = signatures,
            Subsets = subsets.Scores,
            LostRegions = lost,
            OverfullRegions = overfull,
            Findings = options.IncludeFindings ? FindingCollector.Collect(reference, figures, features) : [],
            Notes = ReportNotes.Of(reference, samples, figures, nulls),
        };
    }

    private static (IReadOnlyList<MetricResult> Results, IReadOnlyList<Score> Untested) Measure(
        ReferenceDistribution reference, IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, TextFeatures[] features, BatchFigures figures,
        BatchNulls nulls, JudgeOptions options, CancellationToken cancellation)
    {
        var measurer = new MetricMeasurer(reference, figures, nulls, features);
        var domain = new DomainMeasurer(reference, figures, samples, options.Seed);
        var prompts = new PromptMeasurer(reference, samples, embeddings);
        var lengths = new LengthMeasurer(reference, samples, features);
        var measured = MetricCatalogue.Measured.ToDictionary(metric => metric.Description.Name);
        var grouped = MetricCatalogue.Prompts.ToDictionary(metric => metric.Description.Name);
        var results = new List<MetricResult>();
        var untested = new List<Score>();
        foreach (var axis in MetricCatalogue.All.GroupBy(description => description.Axis))
        {
            options.Observer?.Begin(axis.Key);
            foreach (var description in axis.Where(description => !MetricCatalogue.OfSubsets.Contains(description.Name)))
            {
                cancellation.ThrowIfCancellationRequested();
                var (result, reason) = measured.TryGetValue(description.Name, out var metric)
                    ? metric is MeanWords && lengths.Measure(description) is { } paired ? (paired, "") : measurer.Measure(metric)
                    : grouped.TryGetValue(description.Name, out var prompt)
                        ? prompts.Measure(prompt)
                        : domain.Measure(MetricCatalogue.Domain);
                if (result is not null)
                {
                    results.Add(result);
                }
                else
                {
                    untested.Add(new Score(description.Name, description.Axis, description.Direction) { Note = reason });
                }
            }

            options.Observer?.End(axis.Key);
        }

        return (results, untested);
    }

    private static JudgedMetric[] Adjusted(IReadOnlyList<MetricResult> results, Thresholds thresholds)
    {
        var adjusted = MultiplicityAdjustment.Worse(results);
        var better = MultiplicityAdjustment.Better(results);
        return
        [
            .. results.Select((result, i) => new JudgedMetric(
                result, adjusted[i], better[i], SeverityRule.Of(adjusted[i], result.Standardized, result.Effect, result.LargestEffect, result.DetectableEffect, thresholds))),
        ];
    }

    private static JudgedDamage[] Adjusted(IReadOnlyList<DamageResult> results, Thresholds thresholds)
    {
        var adjusted = MultiplicityAdjustment.Damages(results);
        return
        [
            .. results.Select((result, i) => new JudgedDamage(
                result, adjusted[i],
                SeverityRule.Of(
                    adjusted[i], result.Standardized, result.Dose, result.LargestDose, result.Null.DetectableExcess, thresholds))),
        ];
    }

    private static void Check(
        ReferenceDistribution reference, IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, JudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(options);
        if (samples.Count == 0)
        {
            throw new ArgumentException("A batch needs at least one sample.", nameof(samples));
        }

        if (samples.Count != embeddings.Count || embeddings.Dimension != reference.Dimension)
        {
            throw new ArgumentException(
                $"{samples.Count} samples came with {embeddings.Count} embeddings of length {embeddings.Dimension}; the reference's have length {reference.Dimension}.",
                nameof(embeddings));
        }

        var known = MetricCatalogue.All.Select(description => description.Name).ToHashSet(StringComparer.Ordinal);
        if (options.Metrics?.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"There is no metric '{unknown}'.", nameof(options));
        }
    }
}
