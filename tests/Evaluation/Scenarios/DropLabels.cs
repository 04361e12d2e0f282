using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>Some labels never occur.</summary>
/// <param name="count">How many.</param>
internal sealed class DropLabels(int count) : IScenario
{
    public string Name => FormattableString.Invariant($"drop {count} labels");

    public BenchRecipe Bench => LabelledBenches.Plain;

    public Expectation Expected => count == 2 ? Expectation.EveryLabel : Expectation.RightLabels;

    public IReadOnlyList<Goal> Goals => count == 2 ? [Goal.RightOfAll(1024, 0.8)] : [];

    public Damaged? Draw(Stage stage, int size, Random random)
    {
        var labels = stage.Labels(random);
        if (labels.Length < 2 * count)
        {
            return null;
        }

        var dropped = labels.Take(count).ToHashSet();
        return new Damaged(stage.Bench.Fresh.Where(sample => !dropped.Contains(sample.Subset!)).Draw(size, random), dropped);
    }
}
