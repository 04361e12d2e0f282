namespace Detector.Detection.Metrics;

/// <summary>Every metric there is, in the order of reports.</summary>
public static class MetricCatalogue
{
    /// <summary>Name of the metric of the shares of the caller's labels, which is judged label by label.</summary>
    internal const string SubsetShare = "subset_share";

    /// <summary>Name of the metric of the recall of the caller's labels, which is judged label by label.</summary>
    internal const string SubsetRecall = "subset_recall";

    /// <summary>The metrics that are judged label by label.</summary>
    internal static IReadOnlyList<string> OfSubsets { get; } = [SubsetShare, SubsetRecall];

    /// <summary>The metrics that measure draws.</summary>
    internal static IReadOnlyList<IMetric> Measured { get; } =
    [
        new Vendi(),
        new VendiInfinity(),
        new LocalVendi(),
        new Rke(),
        new MeanDistance(),
        new CellDistance(),
        new Centrality(),
        new NearestDistance(),
        new NearDuplicateRate(),
        new ExactDuplicateRate(),
        new TailOccupancy(),
        new NeighbourDistance(),
        new Recall(),
        new TailRecall(),
        new Coverage(),
        new Precision(),
        new OffSupport(),
        new CellsOccupied(),
        new UnseenMass(),
        new MaximumMeanDiscrepancy(),
        new CellDivergence(),
        new CentroidDistance(),
        new FrechetDistance(),
        new UnigramDivergence(),
        new MeanWords(),
        new Distinct(1),
        new Distinct(2),
        new Distinct(3),
        new Distinct(4),
        new HapaxRate(),
        new WordEntropy(),
        new RareTokenSurvival(),
        new VocabularyCoverage(),
        new CompressionRatio(),
        new SelfRepetition(),
        new OpeningDiversity(),
        new LoopRate(),
        new LoopShare(),
    ];

    /// <summary>The metrics of the outputs to one prompt, which are judged group by group.</summary>
    internal static IReadOnlyList<IPromptMetric> Prompts { get; } = [new WithinPromptDistance(), new DistinctOutputs()];

    /// <summary>The metric of a classifier, which is not drawn.</summary>
    internal static DomainAuc Domain { get; } = new();

    /// <summary>The metrics' descriptions, in the order of reports: by axis.</summary>
    public static IReadOnlyList<MetricDescription> All { get; } =
    [
        .. Measured.Select(metric => metric.Description)
            .Append(new MetricDescription(SubsetShare, Axis.Minority, Direction.LowerIsWorse) { Title = "share that the worst-hit subset keeps" })
            .Append(new MetricDescription(SubsetRecall, Axis.Minority, Direction.LowerIsWorse)
            {
                Title = "share of the worst-hit subset that outputs still cover",
            })
            .Append(Domain.Description)
            .Concat(Prompts.Select(metric => metric.Description))
            .OrderBy(description => description.Axis),
    ];
}
