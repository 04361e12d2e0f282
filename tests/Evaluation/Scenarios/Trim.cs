using Detector.Detection.Judging;
using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>The outer share of the healthy outputs never occurs.</summary>
/// <param name="share">The share that is cut off.</param>
/// <param name="byCentroid">Outer by the distance from the centroid; else by that to the 5th neighbour in the reference.</param>
internal sealed class Trim(double share, bool byCentroid) : IScenario
{
    public string Name => FormattableString.Invariant($"trim {100 * share:0} % {(byCentroid ? "far from centroid" : "far from neighbours")}");

    public BenchRecipe Bench => LabelledBenches.Plain;

    // Cutting by the distance from the centroid takes spread as well as tail: it is a contraction, and may be called one.
    public Expectation Expected => byCentroid
        ? Expectation.OneOf(SignatureKind.EarlyCollapse, SignatureKind.LateCollapse)
        : Expectation.OneOf(SignatureKind.EarlyCollapse);

    public IReadOnlyList<Goal> Goals => share >= 0.1 ? [Goal.Power(1024, 0.8), Goal.Right(1024, 0.9)] : [];

    public bool IsEarlyCollapse => share >= 0.1 && !byCentroid;

    public Damaged Draw(Stage stage, int size, Random random)
    {
        var outwards = byCentroid ? stage.Bench.FreshByCentroid : stage.Bench.FreshByNeighbour;
        var kept = (int)Math.Round(outwards.Count * (1 - share));
        return new Damaged(outwards.Gather([.. Enumerable.Range(0, kept)]).Draw(size, random));
    }
}
