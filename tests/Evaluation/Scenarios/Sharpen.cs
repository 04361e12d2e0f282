using Detector.Detection.Judging;
using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>The shares of the labels, unequal in healthy batches too, are raised to an exponent: frequent ones gain, rare ones lose.</summary>
/// <param name="exponent">The exponent.</param>
internal sealed class Sharpen(double exponent) : IScenario
{
    public string Name => FormattableString.Invariant($"sharpen to {exponent}");

    public BenchRecipe Bench => LabelledBenches.Unequal;

    public Expectation Expected => Expectation.OneOf(SignatureKind.LateCollapse);

    public IReadOnlyList<Goal> Goals => [Goal.Power(1024, 0.8), Goal.Right(1024, 0.9)];

    public Damaged Draw(Stage stage, int size, Random random) => new(stage.Bench.Parts.Draw!(size, exponent, random));
}
