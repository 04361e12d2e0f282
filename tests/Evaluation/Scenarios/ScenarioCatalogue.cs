namespace Detector.Evaluation.Scenarios;

/// <summary>Every scenario of dose-controlled damage.</summary>
internal static class ScenarioCatalogue
{
    /// <summary>The scenarios, in the order of tables.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new Trim(0.01, byCentroid: false), new Trim(0.05, byCentroid: false), new Trim(0.1, byCentroid: false),
        new Trim(0.01, byCentroid: true), new Trim(0.05, byCentroid: true), new Trim(0.1, byCentroid: true),
        new Contract(0.05f), new Contract(0.1f), new Contract(0.2f),
        new Sharpen(1.35),
        new NearDuplicates(0.05), new NearDuplicates(0.1),
        new DropLabels(2), new DropLabels(10), new DropLabels(30), new ThinHalf(),
        new SwapDomain(), new ShuffleWords(), new Mixture(0.1), new Mixture(0.3),
    ];
}
