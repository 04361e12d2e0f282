using Detector.Detection.Calibration;
using Detector.Detection.Measuring;
using Detector.Detection.Samples;

namespace Detector.Detection.Tests.Worlds;

/// <summary>Draws of all samples of small populations, without a reference.</summary>
internal static class Populations
{
    private static readonly Scales Plain = new(1, 0, 0, 10, 0.5f, 0.9f, 0.5f, 0.999f, 4);

    public static Draw Drawn(EmbeddingMatrix rows, params string[] texts)
    {
        var features = Enumerable.Range(0, rows.Count).Select(i => TextFeatures.Of(texts.Length > 0 ? texts[i] : $"text {i}")).ToArray();
        var words = WordTable.Of(features, Vocabulary.Of(features), CancellationToken.None);
        var cosines = Population.CosinesWithin(rows, CancellationToken.None);
        var population = Population.OfReference(rows, cosines, new Placement(rows.Count), words, Plain, SubsetLabels.None);
        return new Draw(population, Enumerable.Range(0, rows.Count).ToArray(), new Workspace());
    }

    public static EmbeddingMatrix Matrix(int count, int dimension, Func<int, int, float> value)
    {
        var values = new float[count * dimension];
        for (var i = 0; i < count; i++)
        {
            var row = values.AsSpan(i * dimension, dimension);
            for (var j = 0; j < dimension; j++)
            {
                row[j] = value(i, j);
            }

            World.Normalize(row);
        }

        return new EmbeddingMatrix(values, dimension);
    }
}
