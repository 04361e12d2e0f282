using Detector.Detection.Judging;
using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>The words of every text in a random order, encoded anew.</summary>
internal sealed class ShuffleWords : IScenario
{
    public string Name => "shuffle words";

    public BenchRecipe Bench => LabelledBenches.Plain;

    public Expectation Expected => Expectation.OneOf(SignatureKind.LowFidelity, SignatureKind.Drift);

    public Damaged Draw(Stage stage, int size, Random random)
    {
        var samples = stage.Bench.DrawHealthy(size, random).Samples.ToArray();
        for (var i = 0; i < samples.Length; i++)
        {
            var words = samples[i].Text.Split(' ');
            random.Shuffle(words);
            samples[i] = samples[i] with { Text = string.Join(' ', words) };
        }

        return new Damaged(stage.Corpus.Embedder.Embed(samples));
    }
}
