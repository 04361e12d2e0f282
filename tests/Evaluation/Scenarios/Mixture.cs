using Detector.Detection.Judging;
using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>A share of the outputs come from another source.</summary>
/// <param name="share">The share.</param>
internal sealed class Mixture(double share) : IScenario
{
    public string Name => FormattableString.Invariant($"mix in {100 * share:0} % of another source");

    public BenchRecipe Bench => LabelledBenches.Plain;

    public Expectation Expected => Expectation.OneOf(SignatureKind.LowFidelity, SignatureKind.Drift);

    public Damaged? Draw(Stage stage, int size, Random random)
    {
        var foreign = (int)Math.Round(size * share);
        // Labels and prompts are those of the healthy source, which the other has not.
        return stage.Bench.Parts.Foreign is { } other && other.Count >= foreign
            ? new Damaged(stage.Bench.DrawHealthy(size - foreign, random).Append(Unlabelled(other.Draw(foreign, random))))
            : null;
    }

    private static Data.Batch Unlabelled(Data.Batch batch) =>
        batch with { Samples = [.. batch.Samples.Select(sample => sample with { Subset = null, Prompt = null, Group = null })] };
}
