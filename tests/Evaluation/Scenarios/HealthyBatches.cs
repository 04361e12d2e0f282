using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>Batches with nothing wrong, fresh from the reference's own source; the peers are calibrated on them.</summary>
/// <param name="bench">The reference.</param>
internal sealed class HealthyBatches(BenchRecipe bench) : IScenario
{
    public string Name => $"healthy ({bench.Name})";

    public BenchRecipe Bench => bench;

    public Expectation Expected => Expectation.Healthy;

    public Damaged Draw(Stage stage, int size, Random random) => new(stage.Bench.DrawHealthy(size, random));
}
