using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>Half of the labels are thinned to a tenth.</summary>
internal sealed class ThinHalf : IScenario
{
    private const double Kept = 0.1;

    public string Name => "thin half of the labels";

    public BenchRecipe Bench => LabelledBenches.Plain;

    public Expectation Expected => Expectation.RightLabels;

    public IReadOnlyList<Goal> Goals => [Goal.Power(1024, 0.8), Goal.Right(1024, 0.9)];

    public Damaged Draw(Stage stage, int size, Random random)
    {
        var labels = stage.Labels(random);
        var thinned = labels.Take(labels.Length / 2).ToHashSet();
        var left = stage.Bench.Fresh.Where(sample => !thinned.Contains(sample.Subset!) || random.NextDouble() < Kept);
        return new Damaged(left.Draw(size, random), thinned);
    }
}
