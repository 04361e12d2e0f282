using System.Numerics.Tensors;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Tests.Worlds;

/// <summary>A synthetic population: topics on the sphere with unequal shares, words with Zipf frequencies that differ by topic.</summary>
internal sealed class World
{
    public const int Dimension = 48;
    private const int Topics = 40;
    private readonly SeededRandom _random;
    private readonly float[][] _centres;

    public World(ulong seed)
    {
        _random = new SeededRandom(seed, 77);
        var centres = new SeededRandom(4242, 1);
        _centres = [.. Enumerable.Range(0, Topics).Select(_ => Unit(centres))];
    }

    public static JudgeOptions Options { get; } = new() { Nulls = NullForm.Cached };

    public static Lazy<ReferenceDistribution> Reference { get; } = new(() => new World(1).Refer(1600, new ReferenceOptions { NullDraws = 299 }));

    public Batch Sample(int count, double noise = 0.9, int vocabulary = 3000, int words = 30) =>
        Of(Enumerable.Range(0, count).Select(_ => _random.NextInt(Topics)), noise, vocabulary, words);

    public Batch Of(IEnumerable<int> topics, double noise = 0.9, int vocabulary = 3000, int words = 30)
    {
        var samples = new List<Sample>();
        var values = new List<float>();
        foreach (var topic in topics)
        {
            values.AddRange(Near(_centres[topic], noise));
            samples.Add(new Sample(Text(topic, vocabulary, words)) { Id = $"s{samples.Count}", Subset = $"topic{topic}" });
        }

        return new Batch(samples, new EmbeddingMatrix([.. values], Dimension));
    }

    public ReferenceDistribution Refer(int count, ReferenceOptions options)
    {
        var batch = Sample(count);
        return ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, options, null, CancellationToken.None);
    }

    private string Text(int topic, int vocabulary, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ =>
    {
        var rank = (int)Math.Exp(_random.NextDouble() * Math.Log(vocabulary));
        return rank > 200 && _random.NextDouble() < 0.3 ? $"t{topic}w{rank}" : $"w{rank}";
    }));

    private float[] Near(float[] centre, double noise)
    {
        var offset = Unit(_random);
        var point = centre.Select((value, i) => (float)(value + (noise * offset[i]))).ToArray();
        Normalize(point);
        return point;
    }

    private static float[] Unit(SeededRandom random)
    {
        var point = Enumerable.Range(0, Dimension).Select(_ => (float)random.NextGaussian()).ToArray();
        Normalize(point);
        return point;
    }

    public static void Normalize(Span<float> point) => TensorPrimitives.Divide(point, TensorPrimitives.Norm<float>(point), point);
}
