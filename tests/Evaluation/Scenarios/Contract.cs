using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>Every embedding moves a share of the way to the mean; the texts stay.</summary>
/// <param name="share">The share of the way.</param>
internal sealed class Contract(float share) : IScenario
{
    public string Name => FormattableString.Invariant($"contract {100 * share:0} %");

    public BenchRecipe Bench => LabelledBenches.Plain;

    public Expectation Expected => Expectation.OneOf(SignatureKind.LateCollapse);

    public IReadOnlyList<Goal> Goals => share is 0.1f ? [Goal.Power(1024, 0.8), Goal.Right(1024, 0.9)] : [];

    public Damaged Draw(Stage stage, int size, Random random)
    {
        var batch = stage.Bench.DrawHealthy(size, random);
        var centre = Vectors.Mean(stage.Bench.Known.Embeddings);
        var values = batch.Embeddings.Values.ToArray();
        for (var row = 0; row < batch.Count; row++)
        {
            var vector = values.AsSpan(row * centre.Length, centre.Length);
            for (var i = 0; i < centre.Length; i++)
            {
                vector[i] += share * (centre[i] - vector[i]);
            }

            Vectors.Normalize(vector);
        }

        return new Damaged(batch with { Embeddings = new EmbeddingMatrix(values, centre.Length) });
    }
}
