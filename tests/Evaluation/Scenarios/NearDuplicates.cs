using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>A share of the outputs are others with one word changed; their embeddings are the others' with a little noise.</summary>
/// <param name="share">Share of the batch that is a near-duplicate of the rest.</param>
internal sealed class NearDuplicates(double share) : IScenario
{
    private const double NoiseLength = 0.03;

    public string Name => FormattableString.Invariant($"near-duplicates {100 * share:0} %");

    public BenchRecipe Bench => LabelledBenches.Plain;

    public Expectation Expected => Expectation.OneOf(SignatureKind.ModeCollapse);

    public IReadOnlyList<Goal> Goals => share >= 0.1 ? [Goal.Power(1024, 0.8), Goal.Right(1024, 0.9)] : [];

    public Damaged Draw(Stage stage, int size, Random random)
    {
        var batch = stage.Bench.DrawHealthy(size, random);
        var dimension = batch.Embeddings.Dimension;
        var samples = batch.Samples.ToArray();
        var values = batch.Embeddings.Values.ToArray();
        var originals = size - (int)Math.Round(size * share);
        for (var copy = originals; copy < size; copy++)
        {
            var original = random.Next(originals);
            samples[copy] = samples[original] with { Text = WithOtherWord(samples[original].Text, batch.Samples, random) };
            var vector = values.AsSpan(copy * dimension, dimension);
            values.AsSpan(original * dimension, dimension).CopyTo(vector);
            AddNoise(vector, random);
        }

        return new Damaged(new Data.Batch(samples, new EmbeddingMatrix(values, dimension)));
    }

    private static void AddNoise(Span<float> vector, Random random)
    {
        // The sum of three uniform deviates in [-1, 1] has variance 1: as good as normal here.
        var scale = NoiseLength / Math.Sqrt(vector.Length);
        foreach (ref var value in vector)
        {
            value += (float)(scale * ((2 * (random.NextDouble() + random.NextDouble() + random.NextDouble())) - 3));
        }

        Vectors.Normalize(vector);
    }

    private static string WithOtherWord(string text, IReadOnlyList<Sample> samples, Random random)
    {
        var words = text.Split(' ');
        var others = samples[random.Next(samples.Count)].Text.Split(' ');
        words[random.Next(words.Length)] = others[random.Next(others.Length)];
        return string.Join(' ', words);
    }
}
