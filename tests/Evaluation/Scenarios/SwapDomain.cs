using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>One domain of the reference gives way to another that the reference does not know.</summary>
internal sealed class SwapDomain : IScenario
{
    public string Name => "swap a domain";

    public BenchRecipe Bench => LabelledBenches.WithoutDomain;

    public Expectation Expected => Expectation.NoCollapse;

    public IReadOnlyList<Goal> Goals => [Goal.RightOfAll(1024, 0.95)];

    public Damaged Draw(Stage stage, int size, Random random)
    {
        var gone = LabelledBenches.DomainOf(stage.Corpus, stage.Labels(random)[0]);
        var healthy = stage.Bench.DrawHealthy(size, random);
        var left = healthy.Where(sample => LabelledBenches.DomainOf(stage.Corpus, sample.Subset!) != gone);
        var arrived = Math.Min(size - left.Count, stage.Bench.Parts.Foreign!.Count);
        return new Damaged(left.Append(stage.Bench.Parts.Foreign.Draw(arrived, random)));
    }
}
